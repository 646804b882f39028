import torch


def manhattan(a, b):
    """The L1 distance between the vectors along the last axis."""
    ...
