def best_order(dims):
    p, q, r, s = dims
    left = p * q * r + p * r * s
    right = q * r * s + p * q * s
    if left <= right:
        return "(AB)C", left
    return "A(BC)", right
