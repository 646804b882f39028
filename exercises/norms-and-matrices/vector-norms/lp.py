import math

import torch


def lp(x, p, dim=None, keepdim=False):
    """The p-norm of the vectors along `dim`; of all elements together, if it is None."""
    ...
