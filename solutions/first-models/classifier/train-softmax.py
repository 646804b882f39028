import torch


def train_softmax(X, y, k, gen):
    W, b = torch.zeros(X.shape[1], k), torch.zeros(k)
    truth = torch.eye(k)[y]
    for _ in range(100):
        slope = (torch.softmax(X @ W + b, dim=1) - truth) / len(X)
        W -= 0.5 * X.T @ slope
        b -= 0.5 * slope.sum(dim=0)
    return W, b
