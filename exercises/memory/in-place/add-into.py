import torch


def add_into(Y, X):
    """`Y`, with `X` added to it in its own boxes."""
    ...
