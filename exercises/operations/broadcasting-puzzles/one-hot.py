import torch


def one_hot(idx, k):
    """Each number of `idx` as a row of `k` zeros with a single 1."""
    ...
