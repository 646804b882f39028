import torch


def f(a):
    """The function in question. Nothing but zeros would keep it busy for ever."""
    b = a
    while torch.linalg.vector_norm(b) < 1000:
        b = b * 2
    if b.sum() > 0:
        return b
    return 100 * b


def slope(a):
    """The slopes of `f` at `a`, found by counting."""
    ...
