import torch


def unit(x):
    """Each vector along the last axis, brought to length 1; zeros stay zeros."""
    x = x if x.is_floating_point() else x.float()
    length = x.square().sum(dim=-1, keepdim=True).sqrt()
    return x / ...
