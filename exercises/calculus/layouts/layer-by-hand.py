import torch


def layer_grads(W, b, x, t):
    """The loss of one layer and its gradients by W, b and x."""
    z = W @ x + b
    ...
