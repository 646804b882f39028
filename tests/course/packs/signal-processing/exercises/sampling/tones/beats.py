import torch

y = t
peak = y.max()
