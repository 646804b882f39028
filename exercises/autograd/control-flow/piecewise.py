import torch


def piecewise(x):
    """The root where `x` is greater than 0, `2 * x` elsewhere, with sound slopes."""
    ...
