def add_into(Y, X):
    Y += X
    return Y
