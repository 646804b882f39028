import torch


def power_iteration(A, iters, gen):
    v = torch.randn(A.shape[0], generator=gen, dtype=A.dtype)
    v = v / torch.linalg.vector_norm(v)
    for _ in range(iters):
        w = A @ v
        length = torch.linalg.vector_norm(w)
        if length == 0:
            break
        v = w / length
    return v @ A @ v, v
