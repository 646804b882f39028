# class: forge
# expect: failed died
# Sends sizes and places below nothing, in fractions, and as truth values.
import json, os, struct

def double(x):
    for size in (-1, True, 0.5, "1", None, [1], 1 << 70):
        for index in (-1, True, 7, "0"):
            result = {"k": "tensor", "cls": "torch.Tensor", "shape": [size], "dtype": "torch.float32", "device": "cpu",
                      "layout": "torch.strided", "requires_grad": False, "is_leaf": True, "grad_fn": None, "b": index}
            text = json.dumps({"t": "turn", "n": 0, "result": result, "b": [4]}).encode()
            os.write(4, struct.pack("<I", len(text)) + text + b"\0\0\0\0")
    os._exit(0)
