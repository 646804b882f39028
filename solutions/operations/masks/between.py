def between(x, lo, hi):
    return (x >= lo) & (x <= hi)
