import torch


def directions(x):
    ...
