import torch


def chain(fs, dfs, x):
    """The slope at `x` of the functions `fs`, one after another."""
    ...
