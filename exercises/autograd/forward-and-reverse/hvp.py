import torch


def hvp(f, x, v):
    """The Hessian of `f` at `x`, times `v`."""
    ...
