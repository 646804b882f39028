import torch


def classify(A, tol):
    n, m = A.shape
    if n != m:
        return set()

    def close(X, Y):
        return bool((X - Y).abs().max() <= tol)

    names = set()
    if close(A, A.T):
        names.add("symmetric")
        if torch.linalg.eigvalsh(A)[0] > tol:
            names.add("positive definite")
    if close(A, -A.T):
        names.add("skew")
    if close(A, torch.diag(A.diagonal())):
        names.add("diagonal")
    if close(A.T @ A, torch.eye(n)):
        names.add("orthogonal")
    ones, zeros = (A - 1).abs() <= tol, A.abs() <= tol
    if (ones | zeros).all() and (ones.sum(dim=0) == 1).all() and (ones.sum(dim=1) == 1).all():
        names.add("permutation")
    return names
