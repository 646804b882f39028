import torch


def synthetic(w, b, n, sigma, gen):
    """`n` rows of features, and targets that follow `w` and `b` up to noise."""
    ...
