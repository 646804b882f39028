import torch


def perm_matrix(p):
    """The matrix P with P @ A equal to A[p]."""
    ...
