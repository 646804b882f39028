def is_pmf(p, tol):
    if not (p >= 0).all():
        return False
    return abs(p.sum().item() - 1) <= tol
