import torch


def both_gradients(stem, head1, head2, x):
    """The gradients of two losses that share a stem."""
    leaf = x.detach().clone().requires_grad_()
    h = stem(leaf)
    head1(h).backward()
    one = leaf.grad
    head2(h).backward()
    two = leaf.grad
    return one, two
