import torch


def stop_product(x):
    """x² times x, once with x² as a given number, once without a cut."""
    ...
