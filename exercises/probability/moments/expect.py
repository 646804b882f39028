import torch


def expect(x, p, f=None): ...
