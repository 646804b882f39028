import torch


def portfolio(v, mu, S): ...
