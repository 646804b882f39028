import torch


def saved_bytes(f, *xs):
    total = 0

    def pack(t):
        nonlocal total
        total += t.nbytes
        return t

    with torch.autograd.graph.saved_tensors_hooks(pack, lambda t: t):
        f(*xs)
    return total
