import torch


def stretch(x, shape):
    """`x`, shown in the shape `shape` without copying a number."""
    ...
