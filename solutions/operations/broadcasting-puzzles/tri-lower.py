import torch


def tri_lower(n):
    number = torch.arange(n)
    return number <= number[:, None]
