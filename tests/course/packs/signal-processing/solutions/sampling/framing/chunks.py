def chunks(x, size):
    for start in range(0, len(x), size):
        yield x[start : start + size]
