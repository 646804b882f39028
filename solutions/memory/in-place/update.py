def update_(params, grads, lr):
    for p, g in zip(params, grads, strict=True):
        if g is not None:
            p -= lr * g
