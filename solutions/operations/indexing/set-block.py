def set_block(X, r0, r1, c0, c1, v):
    X[r0:r1, c0:c1] = v
    return X
