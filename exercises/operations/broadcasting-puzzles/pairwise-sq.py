import torch


def pairwise_sq(A, B):
    """The squared distance of each row of `A` from each row of `B`."""
    ...
