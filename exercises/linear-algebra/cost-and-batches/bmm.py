import torch


def bmm(A, B):
    """What `A @ B` gives, for matrices, batches and vectors."""
    ...
