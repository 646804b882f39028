import torch


def grid(start, stop, num):
    ...
