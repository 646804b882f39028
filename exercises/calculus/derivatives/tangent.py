import torch


def tangent(f, df, x0):
    """Slope and intercept of the line that touches `f` at `x0`."""
    ...
