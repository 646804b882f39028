import torch


def sgd_(params, lr, bs):
    """One step for every parameter; the gradients belong to a sum over `bs` examples."""
    ...
