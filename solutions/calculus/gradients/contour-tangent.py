import torch


def contour_tangent(p):
    x, y = p[0], p[1]
    v = torch.stack([-4 * y, 2 * x])
    return v / torch.linalg.vector_norm(v)
