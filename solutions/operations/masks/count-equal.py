def count_equal(X, Y):
    return (X == Y).sum().item()
