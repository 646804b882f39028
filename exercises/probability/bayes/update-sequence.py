import torch


def update_sequence(prior, liks): ...
