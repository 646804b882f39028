# class: forge
# expect: failed died
# Sends a tensor whose shape promises more numbers than the bytes that come with it.
import json, os, struct

def double(x):
    result = {"k": "tensor", "cls": "torch.Tensor", "shape": [1 << 39, 1 << 39], "dtype": "torch.float32", "device": "cpu",
              "layout": "torch.strided", "requires_grad": False, "is_leaf": True, "grad_fn": None, "b": 0}
    text = json.dumps({"t": "turn", "n": 0, "result": result, "b": [4]}).encode()
    os.write(4, struct.pack("<I", len(text)) + text + b"\0\0\0\0")
    os._exit(0)
