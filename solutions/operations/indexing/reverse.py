import torch


def reverse(x, dim):
    if x.ndim == 0:
        raise ValueError("a tensor without axes has no order to turn")
    places = torch.arange(x.shape[dim] - 1, -1, -1)
    return x.index_select(dim, places)
