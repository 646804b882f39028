import torch


def pick_grid(X, r, c):
    """The rows `r` and the columns `c` of `X`, as a table."""
    ...
