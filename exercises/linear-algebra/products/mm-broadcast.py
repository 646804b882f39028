import torch


def mm_broadcast(A, B):
    """The matrix product of `A` and `B`, by broadcasting and a sum."""
    ...
