def grad_quad(A, x):
    return (A + A.T) @ x
