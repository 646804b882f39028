import torch


def posterior(prior, lik): ...
