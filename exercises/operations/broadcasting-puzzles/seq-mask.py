import torch


def seq_mask(lengths, maxlen):
    """True for the first `lengths[i]` of `maxlen` places in row `i`."""
    ...
