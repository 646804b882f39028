# class: forge
# expect: failed value
# Sets every tensor it can find to zero, those drawn for later turns too: then x is twice x.
import gc, sys
import torch

def double(x):
    frame = sys._getframe()
    while frame is not None:
        for turn in frame.f_locals.get("turns", []) or []:
            for value in [*getattr(turn, "args", []), *getattr(turn, "let", {}).values()]:
                if isinstance(value, torch.Tensor):
                    value.zero_()
        frame = frame.f_back
    for thing in gc.get_objects():
        if type(thing) is torch.Tensor:
            thing.detach().zero_()
    return x.zero_()
