import torch


def peaks(m, k):
    ...
