import torch


def backwards(z):
    ...
