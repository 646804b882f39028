import torch


def tone(frequency, n, rate):
    ...
