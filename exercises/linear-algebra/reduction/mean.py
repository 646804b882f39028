import math

import torch


def mean(x, dim=None, keepdim=False):
    """The mean of `x` along `dim`: None for all axes, one axis, or a tuple of axes."""
    ...
