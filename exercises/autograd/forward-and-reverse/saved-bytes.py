import torch


def saved_bytes(f, *xs):
    """How many bytes are kept for the way back while `f(*xs)` is computed."""
    ...
