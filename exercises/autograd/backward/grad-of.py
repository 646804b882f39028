import torch


def grad_of(f, x):
    """The gradient of `f` at `x`; `x` never notices."""
    ...
