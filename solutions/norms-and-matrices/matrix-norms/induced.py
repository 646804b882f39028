import torch


def induced(A, kind):
    A = A if A.is_floating_point() else A.float()
    if kind == "1":
        return A.abs().sum(dim=0).max()
    if kind == "inf":
        return A.abs().sum(dim=1).max()
    if kind == "2":
        return torch.linalg.svdvals(A).max()
    raise ValueError(f"unknown kind: {kind!r}")
