# class: forge
# expect: failed type
# Returns a thing that says it is equal to everything.
import torch

class Equal(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        return True

    def __eq__(self, other):
        return torch.tensor(True)

def double(x):
    return x.as_subclass(Equal)
