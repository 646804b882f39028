import torch


def uniform(lo, hi, shape, gen):
    ...
