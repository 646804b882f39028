import torch


def tri_lower(n):
    """True on the diagonal and below it, in `n` rows and columns."""
    ...
