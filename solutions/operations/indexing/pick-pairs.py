def pick_pairs(X, r, c):
    return X[r, c]
