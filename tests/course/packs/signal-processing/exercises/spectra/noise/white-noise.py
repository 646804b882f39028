import torch


def white_noise(n, loudness, generator):
    ...
