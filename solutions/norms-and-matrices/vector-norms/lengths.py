import torch


def lengths(x, dim):
    x = x if x.is_floating_point() else x.float()
    return torch.linalg.vector_norm(x, dim=dim)
