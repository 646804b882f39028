def bmm(A, B):
    left = A[None] if A.ndim == 1 else A
    right = B[:, None] if B.ndim == 1 else B
    if left.shape[-1] != right.shape[-2]:
        raise ValueError(f"{left.shape[-1]} columns can't meet {right.shape[-2]} rows")
    products = left[..., :, :, None] * right[..., None, :, :]
    out = products.sum(dim=-2)
    if A.ndim == 1:
        out = out[..., 0, :]
    if B.ndim == 1:
        out = out[..., 0]
    return out
