import torch


def independent_copy(x):
    """The same numbers, with no tie to `x` left."""
    ...
