import torch


def log_softmax(o, dim):
    return o - torch.logsumexp(o, dim=dim, keepdim=True)
