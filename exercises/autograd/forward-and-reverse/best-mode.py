import torch


def cheapest_jacobian(push, pull, n, m):
    """The Jacobian, of shape (m, n), with as few passes as possible."""
    ...
