def sym_skew(A):
    mirrored = A.mT
    return (A + mirrored) / 2, (A - mirrored) / 2
