# class: forge
# expect: failed type
# Returns a tensor subclass that lies about its shape, dtype and data.
import torch

class Liar(torch.Tensor):
    shape = property(lambda self: torch.Size([2, 3]))
    dtype = property(lambda self: torch.float32)

    def size(self, *args):
        return torch.Size([2, 3])

    def numpy(self):
        return 0

    def untyped_storage(self):
        raise SystemExit(0)

def double(x):
    return torch.zeros(1).as_subclass(Liar)
