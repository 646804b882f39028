import torch


def describe(x):
    """What there is to know about the size of `x`, as a dict of five entries."""
    ...
