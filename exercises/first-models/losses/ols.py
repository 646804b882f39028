import torch


def ols(X, y):
    """The weights and the bias with the smallest squared error."""
    ...
