import torch


def update_(params, grads, lr):
    """Take `lr` times its gradient off each parameter, in place."""
    ...
