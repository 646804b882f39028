import torch


def rebuild(A, k=None):
    """The symmetric matrix A from its k strongest directions; from all, if k is None."""
    ...
