import torch


def per_sample_grads(loss, w, X, y):
    """The gradient of each example's loss with respect to `w`, a row each."""
    ...
