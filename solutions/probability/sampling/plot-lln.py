import matplotlib.pyplot as plt
import torch


def plot_lln(counts):
    m, k = counts.shape
    so_far = counts.cumsum(dim=0)
    shares = so_far / so_far.sum(dim=1, keepdim=True)
    rounds = torch.arange(1, m + 1)
    fig, ax = plt.subplots()
    for j in range(k):
        ax.plot(rounds, shares[:, j], label=f"face {j + 1}")
    ax.axhline(1 / k, linestyle="--", color="black", label="fair")
    ax.set_xlabel("rounds")
    ax.set_ylabel("share")
    ax.legend()
    return fig
