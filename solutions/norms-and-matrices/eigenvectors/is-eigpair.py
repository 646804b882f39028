import torch


def is_eigpair(A, lam, v, tol):
    if not v.any():
        return False
    A, v = A.to(torch.complex128), v.to(torch.complex128)
    left_over = torch.linalg.vector_norm(A @ v - lam * v)
    return bool(left_over <= tol * torch.linalg.vector_norm(v))
