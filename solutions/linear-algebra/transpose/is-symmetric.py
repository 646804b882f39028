import torch


def is_symmetric(A, tol):
    if A.shape[-2] != A.shape[-1]:
        return torch.zeros(A.shape[:-2], dtype=torch.bool)
    near = (A - A.mT).abs() <= tol
    return near.all(dim=-1).all(dim=-1)
