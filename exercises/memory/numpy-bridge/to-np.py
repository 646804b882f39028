import numpy as np
import torch


def to_np(t):
    """The tensor `t` as an array over the same memory."""
    ...
