def newton_sqrt(a, n):
    x = a
    for _ in range(n):
        x = (x + a / x) / 2
    return x
