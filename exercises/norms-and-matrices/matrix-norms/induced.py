import torch


def induced(A, kind):
    """The largest stretch of `A` in L1 ("1"), L-infinity ("inf") or L2 lengths ("2")."""
    ...
