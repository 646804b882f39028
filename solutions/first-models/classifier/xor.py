import matplotlib.pyplot as plt
import torch

X = torch.tensor([[0.0, 0.0], [1.0, 1.0], [0.0, 1.0], [1.0, 0.0]])
y = torch.tensor([0, 0, 1, 1])


def draw_xor(w, b):
    chosen = (X @ w + b).flatten() > 0
    right = (chosen == (y == 1)).float().mean().item()
    xs = torch.linspace(-0.5, 1.5, 21)
    fig, ax = plt.subplots()
    for c in (0, 1):
        ax.scatter(X[y == c, 0], X[y == c, 1], label=f"class {c}")
    ax.plot(xs, -(w[0] * xs + b) / w[1], label="boundary")
    ax.set_xlabel("x1")
    ax.set_ylabel("x2")
    ax.set_title(f"accuracy {right:.2f}")
    ax.legend()
    return fig
