# class: fill
# expect: failed out-of-memory
# Asks for more memory than any machine has.
import torch

def double(x):
    return torch.zeros(10 ** 13)
