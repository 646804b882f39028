import math


def lp(x, p, dim=None, keepdim=False):
    if p < 1:
        raise ValueError("the p-norm needs p to be at least 1")
    x = (x if x.is_floating_point() else x.float()).abs()
    if x.numel() == 0:
        return x.sum(dim=dim, keepdim=keepdim)
    if p == math.inf:
        return x.amax(dim=() if dim is None else dim, keepdim=keepdim)
    return (x**p).sum(dim=dim, keepdim=keepdim) ** (1 / p)
