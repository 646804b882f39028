import torch


def scaled_sum(A, B, alpha, out):
    """`A + alpha * B`, written into `out`."""
    ...
