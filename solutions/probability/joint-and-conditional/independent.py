def independent(J, tol):
    product = J.sum(dim=1)[:, None] * J.sum(dim=0)
    return ((J - product).abs() <= tol).all().item()


def cond_independent(J3, tol):
    for k in range(J3.shape[2]):
        part = J3[:, :, k]
        total = part.sum()
        if total > 0 and not independent(part / total, tol):
            return False
    return True


def independence(J3, tol):
    return {
        "without C": independent(J3.sum(dim=2), tol),
        "given C": cond_independent(J3, tol),
    }
