import math

import torch


def train_linreg(X, y, lr, epochs, bs, gen):
    """Train from zeros; weights, bias, and the loss after each epoch."""
    ...
