import torch


def is_symmetric(A, tol):
    """One answer for each matrix: is it square, and its own mirror image within `tol`?"""
    ...
