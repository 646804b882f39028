import torch


def logsumexp(o, dim):
    """The logarithm of the sum of exponentials along axis `dim`."""
    ...
