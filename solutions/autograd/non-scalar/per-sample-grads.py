import torch


def per_sample_grads(loss, w, X, y):
    rows = []
    for a, b in zip(X, y, strict=True):
        (row,) = torch.autograd.grad(loss(w, a, b), w)
        rows.append(row)
    return torch.stack(rows)
