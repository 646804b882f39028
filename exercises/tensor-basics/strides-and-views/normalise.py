import torch


def normalise(x):
    """`x` minus the mean of all its elements. Something is wrong here: find it."""
    r = x.reshape(-1)
    r -= r.mean()
    return r.reshape(x.shape)
