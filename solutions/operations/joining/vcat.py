import torch


def vcat(X, Y):
    return torch.cat((X, Y))
