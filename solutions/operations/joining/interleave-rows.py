import torch


def interleave_rows(A, B):
    return torch.stack((A, B), dim=1).flatten(0, 1)
