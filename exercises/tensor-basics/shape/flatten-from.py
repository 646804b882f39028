import math

import torch


def flatten_from(x, start):
    """`x` with the axis `start` and all after it joined into one."""
    ...
