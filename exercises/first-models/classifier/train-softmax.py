import torch


def train_softmax(X, y, k, gen):
    """Weights (d, k) and biases (k,) of a trained softmax regression."""
    ...
