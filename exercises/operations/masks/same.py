import torch


def same(a, b, tol): ...
