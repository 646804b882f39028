import torch


def to_rows(x, r):
    """The elements of `x` in reading order, in `r` rows."""
    # First: a ValueError for what does not come out even.

    # Then: replace the ... by the new shape.
    return x.reshape(...)
