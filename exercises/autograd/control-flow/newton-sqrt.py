import torch


def newton_sqrt(a, n):
    """The root of `a` after `n` rounds of averaging, recorded."""
    ...
