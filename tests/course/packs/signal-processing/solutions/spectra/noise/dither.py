import torch


def dither(x, seed):
    g = torch.Generator().manual_seed(seed)
    return torch.round(x + torch.rand(x.shape, generator=g) - 0.5)
