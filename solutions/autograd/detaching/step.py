import torch


def step_(w, lr):
    if w.grad is None:
        return
    with torch.no_grad():
        w -= lr * w.grad
    w.grad = None
