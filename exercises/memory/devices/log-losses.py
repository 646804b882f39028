import torch


def log_losses(losses):
    """All losses as Python floats, fetched in one trip."""
    ...
