import torch


def cov(X, correction=1): ...
