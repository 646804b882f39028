# class: forge
# expect: failed type
# Returns a thing whose class says yes to whatever is asked of it.
import torch

class Any(type):
    __instancecheck__ = __subclasscheck__ = __eq__ = lambda cls, other: True
    __hash__ = type.__hash__
    __module__ = property(lambda cls: "torch")
    __name__ = property(lambda cls: "Tensor")
    def __getattribute__(cls, name):
        return getattr(torch.Tensor, name)

class Thing(metaclass=Any):
    __class__ = torch.Tensor
    shape = torch.Size([2, 3])
    dtype = torch.float32
    device = torch.device("cpu")

    def __getattr__(self, name):
        return getattr(torch.ones(2, 3) * 2, name)

    def __array__(self, *args, **kwargs):
        return (torch.ones(2, 3) * 2).numpy()

def double(x):
    return Thing()
