import torch


def sym_skew(A):
    """The symmetric and the skew-symmetric part of `A`, which add up to it."""
    S = ...
    K = ...
    return S, K
