import math


def sample_var(x, correction=1):
    n = len(x)
    if n <= correction:
        return math.nan
    x = x.double()
    deviation = x - x.mean()
    return (deviation**2).sum().item() / (n - correction)
