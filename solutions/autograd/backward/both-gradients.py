def both_gradients(stem, head1, head2, x):
    leaf = x.detach().clone().requires_grad_()
    h = stem(leaf)
    head1(h).backward(retain_graph=True)
    one = leaf.grad
    leaf.grad = None
    head2(h).backward()
    return one, leaf.grad
