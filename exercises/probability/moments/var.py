import torch


def var(x, p): ...
