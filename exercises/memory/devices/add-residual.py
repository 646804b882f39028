import torch


def add_residual(x, r):
    """`x + r`, on the device of `x`."""
    return x.cpu() + r.cpu()
