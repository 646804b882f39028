# class: forge
# expect: failed shape
# Writes the frames of all turns itself, with numbers it guesses, before the honest ones.
import json, os, struct

def frame(blobs=(), **header):
    text = json.dumps({**header, "b": [len(blob) for blob in blobs]} if blobs else header).encode()
    return struct.pack("<I", len(text)) + text + b"".join(blobs)

def node(shape):
    return {"k": "tensor", "cls": "torch.Tensor", "shape": shape, "dtype": "torch.float32", "device": "cpu", "layout": "torch.strided",
            "requires_grad": False, "is_leaf": True, "grad_fn": None, "b": 0}

def double(x):
    out = frame(t="loaded", failure=None)
    for number in range(4):
        shape = [2, 3]
        count = shape[0] * shape[1]
        out += frame([struct.pack("<f", 1.5) * count], t="turn", n=number, result=node(shape), args=[], kwargs={})
    os.write(4, out + frame(t="end"))
    os._exit(0)
