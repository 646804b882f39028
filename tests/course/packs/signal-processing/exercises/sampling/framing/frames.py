import torch


def frames(x, size, hop):
    ...
