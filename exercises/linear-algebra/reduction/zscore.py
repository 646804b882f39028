import torch


def zscore(X):
    """Every column of `X` with mean 0 and standard deviation 1; zeros where it never changes."""
    ...
