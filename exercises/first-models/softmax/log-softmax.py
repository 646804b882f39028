import torch


def log_softmax(o, dim):
    """The logarithms of the softmax along axis `dim`."""
    ...
