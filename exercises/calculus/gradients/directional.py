import torch


def directional(g, u):
    """The slope in the direction of `u`, where `g` is the gradient."""
    ...
