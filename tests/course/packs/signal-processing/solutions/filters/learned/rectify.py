import torch


def rectify(x, out):
    return torch.clamp(x, min=0, out=out)
