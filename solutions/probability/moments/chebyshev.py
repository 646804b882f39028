def chebyshev(var, eps):
    if var < 0 or eps <= 0:
        raise ValueError("a variance can't be negative, and a distance is above 0")
    return float(min(1.0, var / eps / eps))
