import torch


def contour_tangent(p):
    """The direction of the contour of x² + 2y² through `p`."""
    ...
