def partial(f, x, i, h):
    up, down = x.clone(), x.clone()
    up[i] += h
    down[i] -= h
    return (f(up) - f(down)) / (2 * h)
