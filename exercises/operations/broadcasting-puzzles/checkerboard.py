import torch


def checkerboard(r, c):
    """Zeros and ones like a board of squares, beginning with 0."""
    ...
