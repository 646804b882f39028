import torch


def swap_rows(X, i, j):
    """`X`, with its rows `i` and `j` swapped in place."""
    X[i], X[j] = X[j], X[i]
    return X
