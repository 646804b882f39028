import torch


def data_iter(bs, X, y, gen):
    order = torch.randperm(len(X), generator=gen)
    for start in range(0, len(X), bs):
        rows = order[start : start + bs]
        yield X[rows], y[rows]
