import numpy as np
import torch


def as_shared(a, copy=False):
    """The numbers of `a` as a tensor, shared where that can be."""
    ...
