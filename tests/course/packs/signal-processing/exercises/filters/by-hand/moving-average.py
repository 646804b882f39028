import torch


def moving_average(x, k):
    ...
