import torch


def frobenius(A):
    """The Frobenius norm of each matrix along the last two axes."""
    ...
