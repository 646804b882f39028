"""What was observed of an answer, read back from plain data into values that can be compared. *Child side.*

The learner's bytes are hostile: sizes are checked, dtypes are from a list, nothing is unpickled or called.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tutor.grading.meeting import meeting_from

Node = dict[str, Any]

TORCH_TO_NUMPY = {
    "torch.float16": "<f2",
    "torch.bfloat16": "<u2",
    "torch.float32": "<f4",
    "torch.float64": "<f8",
    "torch.int8": "i1",
    "torch.int16": "<i2",
    "torch.int32": "<i4",
    "torch.int64": "<i8",
    "torch.uint8": "u1",
    "torch.uint16": "<u2",
    "torch.uint32": "<u4",
    "torch.uint64": "<u8",
    "torch.bool": "?",
    "torch.complex64": "<c8",
    "torch.complex128": "<c16",
}
NUMPY_DTYPES = {"bool", "float16", "float32", "float64", "complex64", "complex128"} | {
    f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64)
}
MAX_NODES = 60_000
MAX_DEPTH = 60


class BadObservation(Exception):
    """The bytes are not what an honest child sends; the answer's own process tampered with them or broke."""


@dataclass
class Observation:
    """One turn, as observed. `result` is None where something was raised."""

    number: int
    result: Node | None = None
    raised: dict[str, Any] | None = None
    args: list[Node] = field(default_factory=list)
    kwargs: dict[str, Node] = field(default_factory=dict)
    moved: list[bool] | None = None
    rng: dict[str, str] | None = None
    memory: list[dict[str, Any]] | None = None
    pulled: list[dict[str, Any]] | None = None
    operations: int | None = None
    allocated: int | None = None
    printed: str | None = None
    figure: Node | None = None
    used: tuple[str, ...] = ()
    repeats: bool | None = None
    varies: bool | None = None
    frame: tuple[str, list[bytes]] | None = None  # what it was read from

    def is_as(self, other: Observation) -> bool:
        """Whether both were read from the very same bytes; then there is nothing to tell them apart by."""
        return self.frame is not None and self.frame == other.frame


def read(header: dict[str, Any], blobs: Sequence[bytes]) -> Observation:
    """An observation from a `turn` frame. Arrays are put at each node's `array`. Raises BadObservation."""
    try:
        reader = _Reader(blobs)
        # Kept now, since reading puts arrays into the header's nodes.
        frame = json.dumps(header), [bytes(blob) for blob in blobs]
        seen = Observation(number=_integer(header["n"], 0, 1 << 30), frame=frame)
        if "result" in header:
            seen.result = reader.node(header["result"])
        else:
            seen.raised = _raised(header["raised"])
        seen.args = [reader.node(node) for node in header.get("args", [])]
        seen.kwargs = {str(name): reader.node(node) for name, node in header.get("kwargs", {}).items()}
        if "moved" in header:
            seen.moved = [bool(each) for each in header["moved"]]
        if "rng" in header:
            seen.rng = {str(name): str(value) for name, value in header["rng"].items()}
        if "memory" in header:
            seen.memory = [_memory_row(row) for row in header["memory"]]
        if "pulled" in header:
            seen.pulled = [_round(reader, each) for each in header["pulled"]]
        if "operations" in header:
            seen.operations = _integer(header["operations"], 0, 1 << 60)
            seen.allocated = _integer(header["allocated"], 0, 1 << 60)
        if "figure" in header:
            seen.figure = reader.node(header["figure"])
        if "printed" in header:
            seen.printed = str(header["printed"])
        seen.used = tuple(str(name) for name in header.get("used", ()))
        if "repeats" in header:
            seen.repeats, seen.varies = bool(header["repeats"]), bool(header["varies"])
        return seen
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError, OverflowError) as error:
        raise BadObservation(str(error)) from error


class _Reader:
    def __init__(self, blobs: Sequence[bytes]) -> None:
        self.blobs = blobs
        self.count = 0

    def node(self, node: Node, depth: int = 0) -> Node:
        self.count += 1
        if self.count > MAX_NODES or depth > MAX_DEPTH or type(node) is not dict or type(node.get("k")) is not str:
            raise BadObservation("not a node")
        kind = node["k"]
        if kind == "tensor" and node.get("b") is not None:
            said = str(node.get("as", node["dtype"]))
            node["array"] = self._array(node, TORCH_TO_NUMPY[said], said)
        elif kind in ("array", "scalar") and node.get("b") is not None:
            dtype = node["dtype"]
            if dtype.startswith(("datetime64[", "timedelta64[")):
                dtype = "int64"
            if dtype not in NUMPY_DTYPES:
                raise BadObservation(f"dtype {dtype[:40]}")
            node["array"] = self._array(node, dtype, dtype)
        elif kind in ("index", "series"):
            for key in ("name", "index", "v"):
                if key in node:
                    node[key] = self.node(node[key], depth + 1)
        elif kind == "frame":
            node["columns"] = self.node(node["columns"], depth + 1)
            node["index"] = self.node(node["index"], depth + 1)
            node["v"] = [self.node(each, depth + 1) for each in node["v"]]
        elif kind == "dict":
            node["v"] = [[self.node(key, depth + 1), self.node(item, depth + 1)] for key, item in node["v"]]
        elif type(node.get("v")) is list and kind != "complex":
            node["v"] = [self.node(each, depth + 1) for each in node["v"]]
        if "grad" in node:
            node["grad"] = self.node(node["grad"], depth + 1)
        return node

    def _array(self, node: Node, dtype: str, said: str) -> Any:
        shape = [_integer(each, 0, 1 << 40) for each in node["shape"]]
        if len(shape) > 64:
            raise BadObservation("too many axes")
        data = self.blobs[_integer(node["b"], 0, len(self.blobs) - 1)]
        kind = np.dtype(dtype)
        count = 1
        for each in shape:
            count *= each
        if count * kind.itemsize != len(data):
            raise BadObservation("bytes and shape disagree")
        array: Any = np.frombuffer(data, np.uint8) != 0 if kind == np.dtype(bool) else np.frombuffer(data, kind)
        if said == "torch.bfloat16":
            array = (array.astype("<u4") << 16).view("<f4")
        return array.reshape(shape)


def _integer(value: Any, low: int, high: int) -> int:
    if type(value) is not int or not low <= value <= high:
        raise BadObservation("a number out of range")
    return value


def _raised(told: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": str(told["type"])[:120],
        "bases": [str(each)[:200] for each in told["bases"]][:40],
        "message": str(told["message"])[:2000],
        "line": told["line"] if type(told.get("line")) is int else None,
        "traceback": [
            {"file": str(row["file"])[:300], "line": int(row["line"] or 0), "function": str(row["function"])[:120]}
            for row in told.get("traceback", ())
        ][:40],
        "met": None if (meeting := meeting_from(told.get("met"))) is None else meeting.as_json(),
    }


def _memory_row(row: dict[str, Any]) -> dict[str, Any]:
    storage = row["storage"]
    return {
        "path": str(row["path"])[:200],
        "storage": None if storage is None else _integer(storage, 0, 1 << 20),
        "strides": [None if each is None else _integer(each, -(1 << 50), 1 << 50) for each in row["strides"]],
    }


def _round(reader: _Reader, told: dict[str, Any]) -> dict[str, Any]:
    if "raised" in told:
        return {"raised": str(told["raised"])[:120]}
    return {"grads": [[str(path)[:200], reader.node(grad)] for path, grad in told["grads"]]}
