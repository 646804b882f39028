import torch


def blank_like(x, kind):
    if kind == "zeros":
        return torch.zeros_like(x)
    if kind == "ones":
        return torch.ones_like(x)
    dtype = x.dtype if x.is_floating_point() else torch.float32
    return torch.rand_like(x, dtype=dtype)
