"""Any value a learner can return, as plain data: a JSON-able tree and raw bytes beside it. *Child side.*

Nothing of the learner's is called: tensors are read through the base class's own slots with `__torch_function__` off,
containers through the built-in types' own methods. What has no plain form is told by the name of its type.

The tree's nodes are dicts with a key `k` (kind); `tutor.grading.observation` reads them back. Raw bytes are appended
to `blobs`, and a node says which one is its own (`b`).
"""

from __future__ import annotations

import dataclasses
import types
from typing import Any

import numpy as np
import pandas as pd
import torch

Node = dict[str, Any]
Blobs = list[bytes]

MAX_NODES = 50_000
MAX_DEPTH = 40
MAX_BYTES = 64 << 20
MAX_TEXT = 1 << 20

_BASE: Any = torch._C._TensorBase
_RAW_DTYPES = {
    torch.float16,
    torch.bfloat16,
    torch.float32,
    torch.float64,
    torch.int8,
    torch.int16,
    torch.int32,
    torch.int64,
    torch.uint8,
    torch.uint16,
    torch.uint32,
    torch.uint64,
    torch.bool,
    torch.complex64,
    torch.complex128,
}


class Drained:
    """What a generator yielded, taken out of it so that it can be compared."""

    def __init__(self, items: list[Any]) -> None:
        self.items = items


class Encoder:
    """Turns values into nodes; one for each observation, so that all its nodes share `blobs`."""

    def __init__(self) -> None:
        self.blobs: Blobs = []
        self._bytes = 0
        self._nodes = 0
        self._open: set[int] = set()

    def node(self, value: Any) -> Node:
        """`value` as a node. Never raises for any value."""
        try:
            return self._node(value)
        except Exception as error:
            return {"k": "opaque", "cls": class_name(value), "why": type(error).__name__}

    def _node(self, value: Any) -> Node:
        self._nodes += 1
        if self._nodes > MAX_NODES or len(self._open) > MAX_DEPTH:
            return {"k": "toobig"}
        simple = self._simple(value)
        if simple is not None:
            return simple
        kind = type(value)
        if issubclass(kind, torch.Tensor):
            return self._tensor(value)
        if issubclass(kind, np.ndarray):
            return self._array(value)
        if id(value) in self._open:
            return {"k": "cycle"}
        self._open.add(id(value))
        try:
            return self._compound(value, kind)
        finally:
            self._open.discard(id(value))

    def _simple(self, value: Any) -> Node | None:
        kind = type(value)
        if value is None or value is Ellipsis or value is NotImplemented:
            return {"k": "const", "v": repr(value)}
        if kind is bool:
            return {"k": "bool", "v": value}
        if kind is int:
            return {"k": "int", "v": hex(value) if value.bit_length() < 1 << 16 else f"{value.bit_length()} bits"}
        if kind is float:
            return {"k": "float", "v": value.hex()}
        if kind is complex:
            return {"k": "complex", "v": [value.real.hex(), value.imag.hex()]}
        if kind is str:
            return {"k": "str", "v": value[:MAX_TEXT], "n": len(value)}
        if kind in (bytes, bytearray):
            return {"k": kind.__name__, "v": bytes(value[:MAX_TEXT]).hex(), "n": len(value)}
        if kind is torch.dtype or kind is torch.device or kind is torch.layout:
            return {"k": "named", "cls": f"torch.{kind.__name__}", "v": str(value)}
        if isinstance(value, np.dtype):
            return {"k": "named", "cls": "numpy.dtype", "v": str(value)}
        if value is pd.NA or value is pd.NaT:
            return {"k": "const", "v": repr(value)}
        if kind in (range, slice):
            return {"k": "named", "cls": kind.__name__, "v": repr(value)[:200]}
        if kind is torch.Generator:
            state = torch.Generator.get_state(value)
            return {"k": "generator", "v": digest(state.numpy().tobytes())}
        if isinstance(value, type):
            return {"k": "named", "cls": "type", "v": type.__dict__["__qualname__"].__get__(value)}
        if kind is types.ModuleType:
            return {"k": "named", "cls": "module", "v": str(value.__dict__.get("__name__"))}
        if kind in CALLABLES:
            return {"k": "callable"}
        return None

    def _compound(self, value: Any, kind: type) -> Node:
        if kind is Drained:
            return {"k": "yielded", "v": [self._node(item) for item in value.items]}
        if kind is torch.Size:
            return {"k": "size", "v": [self._node(item) for item in value]}
        if kind in (list, tuple):
            return {"k": kind.__name__, "v": [self._node(item) for item in value]}
        if kind is dict:
            return {"k": "dict", "v": [[self._node(key), self._node(item)] for key, item in value.items()]}
        if kind in (set, frozenset):
            return {"k": kind.__name__, "v": [self._node(item) for item in value]}
        if issubclass(kind, np.generic):
            return self._array(np.asarray(value), scalar=True)
        if issubclass(kind, pd.DataFrame):
            return self._frame(value)
        if issubclass(kind, pd.Series):
            return self._series(value)
        if issubclass(kind, pd.Index):
            return self._index(value)
        if issubclass(kind, BaseException):
            return {"k": "exception", "cls": class_name(value)}
        if issubclass(kind, tuple) and hasattr(kind, "_fields"):
            names = [str(name) for name in kind._fields]
            return {
                "k": "namedtuple",
                "cls": kind.__name__,
                "names": names,
                "v": [self._node(item) for item in tuple.__iter__(value)],
            }
        if dataclasses.is_dataclass(kind):
            names = [each.name for each in dataclasses.fields(kind)]
            values = object.__getattribute__(value, "__dict__")
            items = [self._node(values.get(name)) for name in names]
            return {"k": "dataclass", "cls": kind.__name__, "names": names, "v": items}
        for base in (dict, list, tuple, set, int, float, str):
            if issubclass(kind, base):
                return {"k": "object", "cls": class_name(value), "base": base.__name__}
        if callable(value) and not isinstance(value, torch.nn.Module):
            return {"k": "callable"}
        return {"k": "object", "cls": class_name(value), "base": ""}

    def _raw(self, data: bytes) -> int | None:
        if self._bytes + len(data) > MAX_BYTES:
            return None
        self._bytes += len(data)
        self.blobs.append(data)
        return len(self.blobs) - 1

    def _tensor(self, value: Any) -> Node:
        with torch._C.DisableTorchFunctionSubclass(), torch.no_grad():
            node = tensor_facts(value)
            if node["layout"] != "torch.strided" or node["device"].startswith("meta"):
                return node
            plain = _BASE.detach(value)
            if _BASE.numel(value) * _BASE.element_size(value) + self._bytes > MAX_BYTES:
                return {**node, "k": "toobig"}
            if _BASE.dtype.__get__(value) not in _RAW_DTYPES:
                plain = _BASE.to(plain, torch.float32)
                node["as"] = "torch.float32"
            plain = _BASE.resolve_neg(_BASE.resolve_conj(_BASE.cpu(plain)))
            whole = _BASE.contiguous(plain)
            # Not reshape: a contiguous tensor of one element may have stride 0, which can't be viewed as bytes.
            flat = _BASE.as_strided(whole, (_BASE.numel(whole),), (1,))
            data = _BASE.view(flat, torch.uint8).numpy().tobytes() if _BASE.numel(flat) else b""
            node["b"] = self._raw(data)
            return node

    def _array(self, value: Any, scalar: bool = False) -> Node:
        array = np.asarray(value)
        exact = scalar or type(value) is np.ndarray
        node: Node = {
            "k": "scalar" if scalar else "array",
            "cls": "numpy.ndarray" if exact else class_name(value),
            "dtype": str(array.dtype),
            "shape": list(array.shape),
            "writeable": bool(array.flags.writeable),
        }
        if array.nbytes + self._bytes > MAX_BYTES:
            return {**node, "k": "toobig"}
        if array.dtype.kind in "biufc" and array.dtype.itemsize <= 16 and array.dtype.str[1:] in NUMPY_RAW:
            node["b"] = self._raw(np.ascontiguousarray(array).tobytes())
        elif array.dtype.kind in "mM":
            node["b"] = self._raw(np.ascontiguousarray(array).view("i8").tobytes())
        else:
            node["v"] = [self._node(item) for item in array.ravel().tolist()]
        return node

    def _series(self, value: Any) -> Node:
        return {
            "k": "series",
            "dtype": str(value.dtype),
            "name": self._node(value.name),
            "index": self._index(value.index),
            "v": self._values(value),
        }

    def _frame(self, value: Any) -> Node:
        return {
            "k": "frame",
            "columns": self._index(value.columns),
            "index": self._index(value.index),
            "dtypes": [str(dtype) for dtype in value.dtypes],
            "v": [self._values(value.iloc[:, i]) for i in range(value.shape[1])],
        }

    def _index(self, value: Any) -> Node:
        return {"k": "index", "dtype": str(value.dtype), "name": self._node(value.name), "v": self._values(value)}

    def _values(self, column: Any) -> Node:
        """A column's values: an array where NumPy holds them, else a list with what is missing told apart."""
        if isinstance(column.dtype, np.dtype) and column.dtype.kind in "biufcmM":
            return self._array(column.to_numpy())
        if isinstance(column.dtype, pd.CategoricalDtype):
            column = column.astype(object)
        items = list(column)
        missing = list(pd.isna(np.asarray(column, dtype=object))) if items else []
        return {
            "k": "list",
            "v": [
                {"k": "const", "v": "missing"} if gone else self._node(item.item() if hasattr(item, "item") else item)
                for item, gone in zip(items, missing, strict=True)
            ],
        }


NUMPY_RAW = {"b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16"}
CALLABLES = (
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    types.MethodDescriptorType,
    types.MethodWrapperType,
)


def tensor_facts(value: Any) -> Node:
    """What a tensor is, without its values: shape, dtype, device, layout and its place in the gradient graph."""

    def get(slot: str) -> Any:
        return getattr(_BASE, slot).__get__(value)

    kind = type(value)
    made_by = get("grad_fn")
    return {
        "k": "tensor",
        "cls": "torch.Tensor" if kind is torch.Tensor else "Parameter" if kind is torch.nn.Parameter else kind.__name__,
        "shape": list(_BASE.size(value)),
        "dtype": str(get("dtype")),
        "device": str(get("device")),
        "layout": str(get("layout")),
        "requires_grad": bool(get("requires_grad")),
        "is_leaf": bool(get("is_leaf")),
        "grad_fn": None if made_by is None else type(made_by).__name__[:80],
    }


def class_name(value: Any) -> str:
    """The bare name of a value's class; the module is left out, since an answer's is not the reference's."""
    return str(type.__dict__["__name__"].__get__(type(value)))[:120]


def digest(data: bytes) -> str:
    """A short name for `data`, equal just where the bytes are."""
    import hashlib

    return hashlib.blake2b(data, digest_size=12).hexdigest()
