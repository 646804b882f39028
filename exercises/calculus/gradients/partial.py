import torch


def partial(f, x, i, h):
    """The slope of `f` at `x` when only place `i` moves."""
    ...
