import torch


def sample_var(x, correction=1): ...
