import torch


def same(a, b, tol):
    if a.shape != b.shape:
        return False
    distance = (a.to(torch.float64) - b.to(torch.float64)).abs()
    return bool((distance <= tol).all())
