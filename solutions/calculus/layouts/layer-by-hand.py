import torch


def layer_grads(W, b, x, t):
    z = W @ x + b
    a = z.clamp(min=0)
    delta = torch.where(z > 0, 2 * (a - t), 0.0)
    return {
        "loss": (a - t).square().sum(),
        "W": torch.outer(delta, x),
        "b": delta,
        "x": W.T @ delta,
    }
