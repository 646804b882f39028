import torch


def attend(Q, K, V, causal=False):
    """For each query a mixture of the values, by how like their keys are to it; and the weights."""
    weights = ...
    answers = ...
    return answers, weights
