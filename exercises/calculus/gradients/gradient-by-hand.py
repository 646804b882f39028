import torch


def gradient(x):
    """The gradient of 3 x1² + 5 e^x2."""
    x1, x2 = x[0], x[1]
    return torch.stack([..., ...])
