import torch


def first_n(n, dtype):
    return torch.arange(n, dtype=dtype)
