import torch


def empirical_joint(a, b, ka, kb):
    """The share of each combination among the pairs of `a` and `b`."""
    ...
