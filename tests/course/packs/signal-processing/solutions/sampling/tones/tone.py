import torch


def tone(frequency, n, rate):
    t = torch.arange(n) / rate
    return torch.sin(2 * torch.pi * frequency * t)
