import torch


def scalar(x):
    """The one element of `x`, as a Python number."""
    ...
