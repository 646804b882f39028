import torch


def outer_sum(*vecs):
    """All sums of one element from each vector, each vector along its own axis."""
    ...
