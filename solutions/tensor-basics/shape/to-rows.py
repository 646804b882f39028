def to_rows(x, r):
    n = x.numel()
    if n % r != 0:
        raise ValueError(f"{n} elements do not fill {r} rows evenly")
    return x.reshape(r, n // r)
