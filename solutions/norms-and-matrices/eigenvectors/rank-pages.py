import torch


def rank_pages(n, links):
    M = torch.zeros(n, n, dtype=torch.float64)
    for i, j in links:
        M[j, i] = 1
    M[:, M.sum(dim=0) == 0] = 1
    G = 0.85 * M / M.sum(dim=0) + 0.15 / n
    r = torch.full((n,), 1 / n, dtype=torch.float64)
    for _ in range(200):
        r = G @ r
    return r
