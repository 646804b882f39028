import torch


def is_pd(A):
    """Whether A is positive definite."""
    ...
