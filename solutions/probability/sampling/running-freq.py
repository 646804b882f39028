import torch


def running_freq(draws, k):
    ones = draws[:, None] == torch.arange(k)
    counts = ones.cumsum(dim=0)
    so_far = torch.arange(1, len(draws) + 1)
    return counts / so_far[:, None]
