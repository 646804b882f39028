def slope(x):
    return x[1:] - x[:-1]
