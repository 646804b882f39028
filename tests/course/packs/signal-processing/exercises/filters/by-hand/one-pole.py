import torch

y = x
