import torch


def is_eigpair(A, lam, v, tol):
    """Whether v is an eigenvector of A with the eigenvalue lam."""
    ...
