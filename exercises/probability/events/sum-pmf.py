import torch


def sum_pmf(p, q):
    """The probabilities of the sums 0, 1, 2, ... of X and Y."""
    ...
