# class: forge
# expect: failed type
# Says that its result is a tensor of the right kind, and sends none of its numbers.
import json, os, struct

def frame(**header):
    text = json.dumps(header).encode()
    return struct.pack("<I", len(text)) + text

def double(x):
    out = frame(t="loaded", failure=None)
    for number, shape in enumerate(([2, 3], [1, 4], [1, 4], [1, 4])):
        result = {"k": "tensor", "cls": "torch.Tensor", "shape": shape, "dtype": "torch.float32", "device": "cpu", "layout": "torch.strided",
                  "requires_grad": False, "is_leaf": True, "grad_fn": None}
        out += frame(t="turn", n=number, result=result, args=[], kwargs={})
    os.write(4, out + frame(t="end"))
    os._exit(0)
