import torch


def manhattan(a, b):
    if not a.is_floating_point():
        a, b = a.to(torch.int64), b.to(torch.int64)
    return (a - b).abs().sum(dim=-1)
