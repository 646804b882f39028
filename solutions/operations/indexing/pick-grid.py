def pick_grid(X, r, c):
    return X[r][:, c]
