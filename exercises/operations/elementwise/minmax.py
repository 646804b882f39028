import torch


def minmax(x): ...
