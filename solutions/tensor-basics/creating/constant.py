import torch


def constant(shape, value, dtype=None):
    return torch.full(shape, value, dtype=dtype)
