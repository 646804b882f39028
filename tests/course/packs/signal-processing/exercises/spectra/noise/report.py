import torch


def report(x):
    ...
