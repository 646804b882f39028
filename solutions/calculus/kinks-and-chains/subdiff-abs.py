def subdiff_abs(x):
    if x == 0:
        return -1.0, 1.0
    return (1.0, 1.0) if x > 0 else (-1.0, -1.0)


def subdiff_max0(x):
    if x == 0:
        return 0.0, 1.0
    return (1.0, 1.0) if x > 0 else (0.0, 0.0)


def subdiffs(x):
    return {"abs": subdiff_abs(x), "max0": subdiff_max0(x)}
