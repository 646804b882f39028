import torch


def joint_from(pA, T):
    """The joint table of A and B."""
    ...


def chain3(pA, T1, T2):
    """The joint table of A, B and C, in a chain."""
    ...


def tables(pA, T1, T2):
    return {
        "joint": joint_from(pA, T1),
        "chain": chain3(pA, T1, T2),
    }
