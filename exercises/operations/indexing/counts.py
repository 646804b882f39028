import torch


def counts(idx, n):
    """How often each of the numbers 0 to `n` - 1 occurs in `idx`."""
    ...
