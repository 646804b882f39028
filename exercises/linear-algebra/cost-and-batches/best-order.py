import torch


def best_order(dims):
    """The cheaper way to multiply three matrices, and what it costs."""
    p, q, r, s = dims
    ...
