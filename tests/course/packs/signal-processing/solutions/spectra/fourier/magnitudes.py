import torch


def magnitudes(x):
    return torch.fft.rfft(x).abs()
