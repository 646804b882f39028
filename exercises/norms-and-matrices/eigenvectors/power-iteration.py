import torch


def power_iteration(A, iters, gen):
    """The eigenvalue of largest absolute value, and an eigenvector of length 1."""
    ...
