def norm_axioms_broken(f, probes):
    near = 1e-4
    broken = set()
    for x in probes:
        length = float(f(x))
        if (x == 0).all():
            if abs(length) > near:
                broken.add("definite")
        elif length <= near:
            broken.add("definite")
        for c in (-2, 0.5, 3):
            if abs(float(f(c * x)) - abs(c) * length) > near:
                broken.add("homogeneous")
        for y in probes:
            if float(f(x + y)) > length + float(f(y)) + near:
                broken.add("triangle")
    return broken
