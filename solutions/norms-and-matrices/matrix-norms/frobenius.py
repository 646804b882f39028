def frobenius(A):
    if A.ndim < 2:
        raise ValueError("a matrix has two axes")
    A = A if A.is_floating_point() else A.float()
    return A.square().sum(dim=(-2, -1)).sqrt()
