import torch


def inverse_cdf(p, u):
    """The outcome that each number of `u` falls on."""
    ...
