import torch


def cheapest_jacobian(push, pull, n, m):
    J = torch.zeros(m, n)
    if n < m:
        for j in range(n):
            J[:, j] = push(torch.eye(n)[j])
    else:
        for i in range(m):
            J[i] = pull(torch.eye(m)[i])
    return J
