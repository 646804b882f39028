import math

import torch


def train_linreg(X, y, lr, epochs, bs, gen):
    w, b = model = torch.zeros(X.shape[1], 1), torch.zeros(1)

    def loss():
        return ((X @ w + b - y) ** 2 / 2).mean().item()

    start, losses = loss(), []
    for _ in range(epochs):
        order = torch.randperm(len(X), generator=gen)
        for rows in order.split(bs):
            error = X[rows] @ w + b - y[rows]
            w -= lr * X[rows].T @ error / len(rows)
            b -= lr * error.mean(dim=0)
        losses.append(loss())
        if not math.isfinite(losses[-1]) or losses[-1] > 10 * start:
            raise ValueError("the loss grows: the learning rate is too large")
    return *model, losses
