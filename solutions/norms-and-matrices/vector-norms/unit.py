import torch


def unit(x):
    x = x if x.is_floating_point() else x.float()
    length = x.square().sum(dim=-1, keepdim=True).sqrt()
    return x / torch.where(length == 0, 1, length)
