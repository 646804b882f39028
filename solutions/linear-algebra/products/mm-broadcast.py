def mm_broadcast(A, B):
    if A.shape[1] != B.shape[0]:
        raise ValueError(f"{A.shape[1]} columns can't meet {B.shape[0]} rows")
    return (A[:, :, None] * B).sum(dim=1)
