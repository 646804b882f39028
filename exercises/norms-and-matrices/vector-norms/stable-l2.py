import torch


def stable_l2(x):
    """The L2 norm of all elements of `x`, without squares that overflow or vanish."""
    ...
