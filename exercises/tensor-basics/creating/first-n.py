import torch


def first_n(n, dtype):
    return ...
