import torch


def describe(x):
    """The size of `x`, as a dict of five entries."""
    ...
