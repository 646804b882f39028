import math


def gaussian_nll(y, mu, sigma):
    z = (y - mu) / sigma
    return (z**2 / 2).mean() + math.log(sigma) + math.log(2 * math.pi) / 2
