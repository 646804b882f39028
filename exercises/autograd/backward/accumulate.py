import torch


def accumulate(loss_fn, w, batches):
    """Leave in `w.grad` the gradient of the mean loss over all examples."""
    ...
