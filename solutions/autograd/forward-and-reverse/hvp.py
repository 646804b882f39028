import torch


def hvp(f, x, v):
    leaf = x.detach().clone().requires_grad_()
    (slope,) = torch.autograd.grad(f(leaf), leaf, create_graph=True)
    if not slope.requires_grad:
        return torch.zeros_like(x)
    (turned,) = torch.autograd.grad(slope, leaf, v)
    return turned
