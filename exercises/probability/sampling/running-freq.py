import torch


def running_freq(draws, k):
    """Row i: the shares of the k outcomes among the first i + 1 draws."""
    ...
