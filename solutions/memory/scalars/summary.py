import torch


def summary(x):
    x = x.to(torch.float64)
    x = x[~x.isnan()]
    n = x.numel()
    return {
        "n": n,
        "min": x.min().item() if n else None,
        "max": x.max().item() if n else None,
        "mean": x.mean().item() if n else None,
        "std": x.std().item() if n > 1 else None,
    }
