def dot(x, y):
    if x.ndim != 1 or y.ndim != 1 or len(x) != len(y):
        raise ValueError("a dot product takes two vectors of one length")
    return (x * y).sum()
