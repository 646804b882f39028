def tangent(f, df, x0):
    slope = df(x0)
    return slope, f(x0) - slope * x0
