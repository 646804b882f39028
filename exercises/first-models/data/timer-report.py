import torch


def timer_report(fs, x, repeats, clock):
    """For each function in `fs`, the seconds of its quickest call out of `repeats`."""
    ...
