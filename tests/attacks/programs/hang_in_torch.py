# class: hang
# expect: failed timeout
# Multiplies large matrices without end.
import torch

def double(x):
    a = torch.ones(2000, 2000)
    while True:
        a = a @ a
