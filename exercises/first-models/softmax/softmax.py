import torch


def softmax(o, dim):
    """Shares along axis `dim` that are positive and sum to 1, for logits of any size."""
    ...
