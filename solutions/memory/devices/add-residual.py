def add_residual(x, r):
    return x + r.to(x.device)
