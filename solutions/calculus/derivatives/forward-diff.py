def forward_diff(f, x, h):
    return (f(x + h) - f(x)) / h


def central_diff(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


def differences(f, x, h):
    return {"forward": forward_diff(f, x, h), "central": central_diff(f, x, h)}
