def trace_prod(A, B):
    if A.shape != B.T.shape:
        raise ValueError(f"no trace for {tuple(A.shape)} with {tuple(B.shape)}")
    diagonal = (A * B.T).sum(dim=1)
    return diagonal.sum()
