import torch


def as_shared(a, copy=False):
    if copy or not a.flags.writeable or any(step < 0 for step in a.strides):
        a = a.copy()
    return torch.from_numpy(a)
