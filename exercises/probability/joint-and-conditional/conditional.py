import torch


def conditional(J, given):
    """The table J, given the variable on the axis `given`."""
    ...
