import torch


def vjp_backward(f, x, v):
    """The gradient at `x` of the sum of `f(x)`, weighed with `v`."""
    ...
