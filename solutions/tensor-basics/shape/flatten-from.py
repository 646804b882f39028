import math


def flatten_from(x, start):
    kept = x.shape[:start]
    joined = math.prod(x.shape[start:])
    return x.reshape(*kept, joined)
