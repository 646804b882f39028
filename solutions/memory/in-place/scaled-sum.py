import torch


def scaled_sum(A, B, alpha, out):
    if out.shape != A.shape:
        raise ValueError(f"out has the shape {tuple(out.shape)}, and {tuple(A.shape)} is needed")
    return torch.add(A, B, alpha=alpha, out=out)
