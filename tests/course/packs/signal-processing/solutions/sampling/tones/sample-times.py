import torch


def sample_times(n, rate=1.0):
    return torch.arange(n, dtype=torch.float64) / rate
