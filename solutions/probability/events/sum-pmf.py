import torch


def sum_pmf(p, q):
    total = torch.zeros(len(p) + len(q) - 1, dtype=p.dtype)
    for i in range(len(p)):
        total[i : i + len(q)] += p[i] * q
    return total
