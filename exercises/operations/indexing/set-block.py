import torch


def set_block(X, r0, r1, c0, c1, v):
    """Write `v` into a block of `X`, in place, and return `X`."""
    ...
