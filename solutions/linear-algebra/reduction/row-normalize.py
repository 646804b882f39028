import torch


def row_normalize(A):
    total = A.sum(dim=-1, keepdim=True)
    return A / torch.where(total == 0, 1, total)
