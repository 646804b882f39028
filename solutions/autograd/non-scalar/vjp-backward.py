def vjp_backward(f, x, v):
    leaf = x.detach().clone().requires_grad_()
    y = f(leaf)
    if v.shape != y.shape:
        raise ValueError(f"weights of shape {tuple(v.shape)} for outputs of shape {tuple(y.shape)}")
    y.backward(v)
    return leaf.grad
