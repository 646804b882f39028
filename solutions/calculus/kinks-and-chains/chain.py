def chain(fs, dfs, x):
    value, slope = x, 1.0
    for f, df in zip(fs, dfs, strict=True):
        slope = slope * df(value)
        value = f(value)
    return slope
