import torch


def jacobian(f, x):
    leaf = x.detach().clone().requires_grad_()
    y = f(leaf)
    table = torch.zeros(len(y), len(x), dtype=x.dtype)
    for i in range(len(y)):
        leaf.grad = None
        y[i].backward(retain_graph=True)
        table[i] = leaf.grad
    return table
