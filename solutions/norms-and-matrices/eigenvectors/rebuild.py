import torch


def rebuild(A, k=None):
    w, Q = torch.linalg.eigh(A)
    if k is None:
        k = len(w)
    keep = w.abs().argsort(descending=True)[:k]
    return Q[:, keep] @ torch.diag(w[keep]) @ Q[:, keep].T
