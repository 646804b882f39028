import torch


def sgd_(params, lr, bs):
    with torch.no_grad():
        for p in params:
            if p.grad is not None:
                p -= lr * p.grad / bs
                p.grad = None
