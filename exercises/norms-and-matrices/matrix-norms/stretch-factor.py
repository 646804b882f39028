import torch


def stretch_factor(A, k, gen):
    """The largest stretch that `k` random vectors from `gen` suffer from `A`."""
    ...
