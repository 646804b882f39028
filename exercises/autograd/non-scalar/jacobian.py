import torch


def jacobian(f, x):
    """The slopes of each output of `f` for each input, a row an output."""
    ...
