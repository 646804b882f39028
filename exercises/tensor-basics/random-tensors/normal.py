import torch


def normal(mu, sigma, shape, gen):
    ...
