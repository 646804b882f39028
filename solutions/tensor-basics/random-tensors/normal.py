import torch


def normal(mu, sigma, shape, gen):
    z = torch.randn(shape, generator=gen)
    return mu + sigma * z
