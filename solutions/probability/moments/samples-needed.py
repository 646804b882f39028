import math


def samples_needed(p, eps, delta):
    if eps <= 0 or delta <= 0:
        raise ValueError("no number of draws can promise that")
    variance = 0.25 if p is None else p * (1 - p)
    return max(1, math.ceil(variance / (eps**2 * delta)))
