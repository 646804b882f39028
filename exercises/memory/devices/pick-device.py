import torch


def pick_device():
    """The accelerator that can be used on this machine, else the CPU."""
    ...
