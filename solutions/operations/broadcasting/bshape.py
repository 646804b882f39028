def bshape(s1, s2):
    axes = max(len(s1), len(s2))
    s1 = (1,) * (axes - len(s1)) + s1
    s2 = (1,) * (axes - len(s2)) + s2
    result = []
    for a, b in zip(s1, s2, strict=True):
        if a == 1:
            result.append(b)
        elif b in (1, a):
            result.append(a)
        else:
            raise ValueError(f"sizes {a} and {b} don't fit")
    return tuple(result)
