import matplotlib.pyplot as plt
import torch


def plot_slope(f, lo, hi, num):
    """A figure of `f` and of its slope, from `lo` to `hi`."""
    xs = torch.linspace(lo, hi, num, dtype=torch.float64)
    ...
