import torch


def to_like(t, ref):
    """`t` with the dtype of `ref`, and on its device."""
    ...
