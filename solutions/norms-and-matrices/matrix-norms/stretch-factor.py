import torch


def stretch_factor(A, k, gen):
    X = torch.randn(k, A.shape[1], generator=gen)
    after = torch.linalg.vector_norm(X @ A.T, dim=1)
    before = torch.linalg.vector_norm(X, dim=1)
    return (after / before).max()
