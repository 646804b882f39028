def shift(x, amount):
    return x + amount
