import torch


def bshape(s1, s2):
    """The shape that tensors of the shapes `s1` and `s2` are broadcast to."""
    ...
