def swap_rows(X, i, j):
    X[[i, j]] = X[[j, i]]
    return X
