import torch


def directional(g, u):
    length = torch.linalg.vector_norm(u)
    if length == 0:
        raise ValueError("u has no direction: all its elements are 0")
    return g @ u / length
