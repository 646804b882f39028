import torch


def reshape_report(x, shape):
    """`x` in the new shape, and whether its numbers were copied for it."""
    ...
