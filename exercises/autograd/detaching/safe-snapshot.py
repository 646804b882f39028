import torch


def safe_snapshot(params):
    """A copy of all parameters that nothing can change any more."""
    ...
