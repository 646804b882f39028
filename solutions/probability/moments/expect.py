def expect(x, p, f=None):
    keep = p > 0
    values = x[keep] if f is None else f(x[keep])
    return (p[keep] * values).sum().item()
