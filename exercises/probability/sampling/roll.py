import torch


def roll(n, probs, gen):
    """How often each outcome comes in `n` draws, as int64 counts."""
    ...
