import math

import torch


def rotation(theta):
    """The matrix that turns the plane by `theta` radians, against the clock."""
    ...
