import torch


def grid(start, stop, num):
    return torch.linspace(start, stop, num, dtype=torch.float64)
