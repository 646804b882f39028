import torch


def squared_error(guess, truth):
    """The mean of the squared differences of each guess to its truth."""
    return ((guess - truth) ** 2).mean()
