import torch


def mv_cols(A, x):
    """`A` times `x`: a mixture of columns, without those of weight 0."""
    ...
