import torch


def matmul_cost(a, b):
    """How many multiplications it takes to multiply matrices of shapes `a` and `b`."""
    ...
