# class: fill
# expect: failed type
# Returns a tensor that is one number in memory and a terabyte when it is written down.
import torch

def double(x):
    return torch.zeros(1).expand(1 << 38)
