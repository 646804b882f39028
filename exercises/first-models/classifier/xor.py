import matplotlib.pyplot as plt
import torch

X = torch.tensor([[0.0, 0.0], [1.0, 1.0], [0.0, 1.0], [1.0, 0.0]])
y = torch.tensor([0, 0, 1, 1])


def draw_xor(w, b):
    """The four points, the boundary of the linear model, and its accuracy; the figure."""
    ...
