import torch


def thrifty_grad(layers, x, every):
    """The gradient at `x` through all layers, holding few of their results."""
    ...
