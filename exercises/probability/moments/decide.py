import torch


def decide(kinds, signs, cost, new): ...
