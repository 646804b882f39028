import torch


def pick_pairs(X, r, c):
    """The elements of `X` at the coordinates in `r` and `c`."""
    ...
