import math


def stable_l2(x):
    x = x if x.is_floating_point() else x.float()
    if x.numel() == 0:
        return x.sum()
    m = x.abs().max()
    if m == 0 or m == math.inf:
        return m
    return m * (x / m).square().sum().sqrt()
