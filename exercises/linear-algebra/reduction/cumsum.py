import torch


def cumsum(x, dim):
    """The running totals of `x` along the axis `dim`."""
    ...
