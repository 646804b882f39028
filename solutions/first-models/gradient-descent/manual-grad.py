import torch


def manual_grad(X, y, w, b):
    with torch.no_grad():
        error = X @ w + b - y
        return X.T @ error / len(X), error.mean(dim=0)
