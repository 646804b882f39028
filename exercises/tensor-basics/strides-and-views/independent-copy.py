import torch


def independent_copy(x):
    """The same numbers, tied to `x` neither by memory nor by the record of gradients."""
    ...
