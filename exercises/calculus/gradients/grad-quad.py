import torch


def grad_quad(A, x):
    """The gradient of x @ A @ x, seen as a function of `x`."""
    ...
