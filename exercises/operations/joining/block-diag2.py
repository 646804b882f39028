import torch


def block_diag2(A, B): ...
