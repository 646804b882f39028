import torch


def reverse(x, dim):
    """`x` with the order along the axis `dim` turned round."""
    ...
