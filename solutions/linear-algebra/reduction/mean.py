import math


def mean(x, dim=None, keepdim=False):
    if dim is None:
        gone = range(x.ndim)
    elif isinstance(dim, int):
        gone = [dim]
    else:
        gone = dim
    count = math.prod(x.shape[d] for d in gone)
    return x.sum(dim=dim, keepdim=keepdim) / count
