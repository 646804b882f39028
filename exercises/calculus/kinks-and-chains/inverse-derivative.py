import torch


def inverse_derivative(df, finv, y):
    """The slope of `finv` at `y`."""
    ...
