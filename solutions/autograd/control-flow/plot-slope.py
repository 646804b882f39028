import matplotlib.pyplot as plt
import torch


def plot_slope(f, lo, hi, num):
    xs = torch.linspace(lo, hi, num, dtype=torch.float64)
    heights, slopes = [], []
    for p in xs:
        x = p.clone().requires_grad_()
        y = f(x)
        y.backward()
        heights.append(y.item())
        slopes.append(x.grad.item())
    fig, ax = plt.subplots()
    ax.plot(xs, heights, label="f")
    ax.plot(xs, slopes, label="slope")
    ax.legend()
    return fig
