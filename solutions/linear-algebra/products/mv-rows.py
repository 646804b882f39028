def mv_rows(A, x):
    return (A * x).sum(dim=1)
