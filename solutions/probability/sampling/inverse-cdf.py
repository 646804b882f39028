import torch


def inverse_cdf(p, u):
    ends = p.cumsum(dim=0)
    last = p.nonzero().max()
    return torch.searchsorted(ends, u, right=True).clamp(max=last)
