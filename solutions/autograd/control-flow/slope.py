import torch


def slope(a):
    if not a.any():
        raise ValueError("twice 0 is 0: the loop would never end")
    k = 1.0
    b = a
    while torch.linalg.vector_norm(b) < 1000:
        b = b * 2
        k = k * 2
    if not b.sum() > 0:
        k = 100 * k
    return torch.full_like(a, k)
