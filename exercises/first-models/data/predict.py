import torch


def predict(X, w, b):
    """The answers of the linear model with weights `w` and bias `b`, for all rows at once."""
    ...
