import torch


def magnitudes(x):
    ...
