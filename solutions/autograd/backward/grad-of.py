def grad_of(f, x):
    leaf = x.detach().clone()
    if not leaf.is_floating_point():
        leaf = leaf.float()
    leaf.requires_grad_()
    f(leaf).backward()
    return leaf.grad
