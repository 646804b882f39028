def pairwise_sq(A, B):
    apart = A[:, None, :] - B[None, :, :]
    return (apart**2).sum(dim=-1)
