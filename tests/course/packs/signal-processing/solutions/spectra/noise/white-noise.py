import torch


def white_noise(n, loudness, generator):
    return torch.randn(n, generator=generator) * loudness
