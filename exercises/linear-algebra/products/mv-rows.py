import torch


def mv_rows(A, x):
    """`A` times `x`: a dot product for each row."""
    ...
