import torch


def marginal(J, axis):
    """The probabilities of the variable on `axis`, all others forgotten."""
    ...
