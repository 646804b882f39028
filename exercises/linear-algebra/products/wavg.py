import torch


def wavg(v, w):
    """The average of the values `v`, weighted by `w`."""
    ...
