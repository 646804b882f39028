import torch


def lengths(x, dim):
    """The L2 norm of the vectors along axis `dim`."""
    return torch.norm(x, dim)
