import torch


def perm_matrix(p):
    n = len(p)
    if sorted(p) != list(range(n)):
        raise ValueError(f"{p} does not name each of {n} rows once")
    return torch.eye(n)[p]
