import torch


def data_iter(bs, X, y, gen):
    """All rows once, in random order, in batches of `bs`: pairs of features and targets."""
    ...
