import torch


def normalise(x):
    """`x` minus the mean of all its elements."""
    r = x.reshape(-1)
    r -= r.mean()
    return r.reshape(x.shape)
