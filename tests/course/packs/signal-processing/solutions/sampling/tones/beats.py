import torch

y = torch.sin(2 * torch.pi * f * t) + torch.sin(2 * torch.pi * (f + 1) * t)
peak = y.abs().max()
