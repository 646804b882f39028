import torch


def empirical_joint(a, b, ka, kb):
    if len(a) == 0 or len(a) != len(b):
        raise ValueError("pairs are needed, at least one")
    cell = a * kb + b
    counts = torch.bincount(cell, minlength=ka * kb)
    return counts.reshape(ka, kb) / len(a)
