import torch


def sample_times(n, rate=1.0):
    ...
