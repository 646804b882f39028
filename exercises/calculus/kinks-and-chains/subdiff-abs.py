import torch


def subdiff_abs(x):
    """The smallest and the largest slope of |x| at `x`."""
    ...


def subdiff_max0(x):
    """The smallest and the largest slope of max(0, x) at `x`."""
    ...


def subdiffs(x):
    """Both, by name. Leave this as it is."""
    return {"abs": subdiff_abs(x), "max0": subdiff_max0(x)}
