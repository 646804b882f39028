def wavg(v, w):
    if len(v) != len(w):
        raise ValueError(f"{len(v)} values, {len(w)} weights")
    total = w.sum()
    if total == 0:
        raise ValueError("the weights add up to 0")
    return (v * w).sum() / total
