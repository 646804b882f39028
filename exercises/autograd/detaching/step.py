import torch


def step_(w, lr):
    """One step of gradient descent, in place."""
    w -= lr * w.grad
    w.grad.zero_()
