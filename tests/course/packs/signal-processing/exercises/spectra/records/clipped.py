import torch


def clipped(x, limit):
    ...
