import torch


def is_pmf(p, tol):
    """Whether `p` is none of it negative, and sums to 1 within `tol`."""
    ...
