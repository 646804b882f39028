def matmul_cost(a, b):
    n, k = a
    rows, m = b
    if k != rows:
        raise ValueError(f"{k} columns can't meet {rows} rows")
    return n * k * m
