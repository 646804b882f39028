import torch


def classify(A, tol):
    """The names that fit the matrix A, up to the tolerance `tol`."""
    ...
