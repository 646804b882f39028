def cov(X, correction=1):
    dev = X - X.mean(dim=0)
    return dev.T @ dev / (len(X) - correction)
