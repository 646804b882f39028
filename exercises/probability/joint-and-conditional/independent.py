import torch


def independent(J, tol):
    """Whether A and B are independent, within `tol`."""
    ...


def cond_independent(J3, tol):
    """Whether A and B are independent given each value of C."""
    ...


def independence(J3, tol):
    return {
        "without C": independent(J3.sum(dim=2), tol),
        "given C": cond_independent(J3, tol),
    }
