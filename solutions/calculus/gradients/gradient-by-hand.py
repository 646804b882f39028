import torch


def gradient(x):
    x1, x2 = x[0], x[1]
    return torch.stack([6 * x1, 5 * torch.exp(x2)])
