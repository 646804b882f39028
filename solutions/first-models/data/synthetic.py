import torch


def synthetic(w, b, n, sigma, gen):
    X = torch.randn(n, len(w), generator=gen)
    noise = sigma * torch.randn(n, 1, generator=gen)
    return X, X @ w + b + noise
