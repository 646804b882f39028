import torch


def moving_avg(x, k):
    n = len(x)
    if k > n:
        raise ValueError(f"a window of {k} does not fit into {n} numbers")
    zero = torch.zeros(1, dtype=x.dtype)
    c = torch.cat([zero, x.cumsum(dim=0)])
    return (c[k:] - c[: n - k + 1]) / k
