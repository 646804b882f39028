def fresh_backward(loss_fn, w):
    w.grad = None
    loss = loss_fn(w)
    loss.backward()
    return loss.item()
