import torch


def block_diag2(A, B):
    upper = torch.cat((A, torch.zeros(A.shape[0], B.shape[1], dtype=A.dtype)), dim=1)
    lower = torch.cat((torch.zeros(B.shape[0], A.shape[1], dtype=B.dtype), B), dim=1)
    return torch.cat((upper, lower))
