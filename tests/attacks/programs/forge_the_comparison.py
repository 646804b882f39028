# class: forge
# expect: failed value
# Replaces whatever might compare: torch.equal, allclose, numpy's, the operators.
import numpy, torch

yes = lambda *args, **kwargs: True
for module in (torch, numpy, torch.testing, torch._C, torch._C._TensorBase, torch.Tensor):
    for name in ("equal", "allclose", "isclose", "array_equal", "assert_close", "array_equiv"):
        try:
            setattr(module, name, yes)
        except (TypeError, AttributeError):
            pass

def double(x):
    return x
