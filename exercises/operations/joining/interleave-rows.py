import torch


def interleave_rows(A, B): ...
