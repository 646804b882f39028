import torch


def trace_prod(A, B):
    """The trace of the matrix product of `A` and `B`, without making the product."""
    ...
