import torch


def colmajor_flat(x):
    """The elements of the table `x`, read down its columns."""
    ...
