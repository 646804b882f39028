import torch


def preserves_norm(Q, gen):
    X = torch.randn(50, Q.shape[1], generator=gen)
    before = torch.linalg.vector_norm(X, dim=1)
    after = torch.linalg.vector_norm(X @ Q.T, dim=1)
    return bool(((after - before).abs() <= 1e-4 * before).all())
