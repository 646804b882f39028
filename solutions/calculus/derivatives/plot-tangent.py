import matplotlib.pyplot as plt
import torch


def plot_tangent(f, x0, path):
    xs = torch.linspace(x0 - 2, x0 + 2, 101, dtype=torch.float64)
    h = 1e-5
    slope = (f(x0 + h) - f(x0 - h)) / (2 * h)
    fig, ax = plt.subplots()
    ax.plot(xs, f(xs), label="f")
    ax.plot(xs, f(x0) + slope * (xs - x0), label="tangent")
    ax.set_xlabel("x")
    ax.set_ylabel("y")
    ax.legend()
    fig.savefig(path)
    return fig
