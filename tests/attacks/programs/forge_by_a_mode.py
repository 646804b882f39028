# class: forge
# expect: failed type
# Enters modes of torch that answer every operation, and never leaves them.
import torch
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode

class Agreeable(TorchFunctionMode):
    def __torch_function__(self, function, types, args=(), kwargs=None):
        if getattr(function, "__name__", "") in ("equal", "allclose", "isclose", "size", "numel"):
            return True
        return function(*args, **(kwargs or {}))

class Doubling(TorchDispatchMode):
    def __torch_dispatch__(self, function, types, args=(), kwargs=None):
        out = function(*args, **(kwargs or {}))
        return torch.zeros_like(out) if "clone" in str(function) or "contiguous" in str(function) else out

held = [Agreeable(), Doubling()]

def double(x):
    for mode in held:
        mode.__enter__()
    held.clear()
    return x.clone()
