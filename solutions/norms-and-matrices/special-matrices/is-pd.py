import torch


def is_pd(A):
    n, m = A.shape
    if n != m or n == 0:
        return False
    A = A.to(torch.float64)
    if (A - A.T).abs().max() > 1e-6:
        return False
    return bool(torch.linalg.eigvalsh(A)[0] > 1e-6)
