import torch


def loss(y, z):
    ...
