import matplotlib.pyplot as plt
import torch


def plot_tangent(f, x0, path):
    """A figure of `f` and its tangent at `x0`, saved under `path`."""
    xs = torch.linspace(x0 - 2, x0 + 2, 101, dtype=torch.float64)
    ...
