import torch


def rms(x):
    ...
