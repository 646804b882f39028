import torch


def preserves_norm(Q, gen):
    """Whether Q keeps the length of vectors, as far as random ones tell."""
    ...
