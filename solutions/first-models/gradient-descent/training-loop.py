import torch


def data_iter(bs, X, y, gen):
    order = torch.randperm(len(X), generator=gen)
    for start in range(0, len(X), bs):
        rows = order[start : start + bs]
        yield X[rows], y[rows]


def fit(X, y, lr, epochs, bs, gen):
    w = torch.zeros(X.shape[1], 1, requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for _ in range(epochs):
        for X_batch, y_batch in data_iter(bs, X, y, gen):
            loss = ((X_batch @ w + b - y_batch) ** 2 / 2).mean()
            loss.backward()
            with torch.no_grad():
                for p in (w, b):
                    p -= lr * p.grad
                    p.grad = None
    return w.detach(), b.detach()
