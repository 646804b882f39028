"""Observed values as short text, and as code one can paste. *Child side.*"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from tutor.language import _

Node = dict[str, Any]

WIDTH = 60
MANY = 200
USUAL = 4  # digits behind the point


def bare_dtype(name: str) -> str:
    """`torch.float32` as people say it: float32."""
    return name.removeprefix("torch.")


def shape_text(shape: list[int]) -> str:
    """A shape as Python writes it: `(3,)`, `(2, 3)`, `()`."""
    return str(tuple(shape))


def kind_text(node: Node) -> str:
    """What a value is, with its article: `a list`, `a tensor`, `None`."""
    kind = node["k"]
    if kind == "const":
        return str(node["v"])
    if kind == "tensor":
        return (
            _("a Parameter")
            if node["cls"] == "Parameter"
            else _("a tensor")
            if node["cls"] == "torch.Tensor"
            else _("a {name}").format(name=node["cls"])
        )
    names = {
        "array": _("a NumPy array"),
        "scalar": _("a NumPy number"),
        "size": _("a torch.Size"),
        "callable": _("a function"),
        "frame": _("a DataFrame"),
        "series": _("a Series"),
        "index": _("an Index"),
        "generator": _("a torch.Generator"),
        "yielded": _("a generator"),
        "int": _("an int"),
        "str": _("a str"),
        "toobig": _("a value too large to look at"),
        "cycle": _("a value that contains itself"),
    }
    if kind in names:
        return names[kind]
    if kind == "named":
        return {"type": _("a class"), "module": _("a module")}.get(node["cls"], _("a {name}").format(name=node["cls"]))
    if kind in ("object", "opaque", "exception", "namedtuple", "dataclass"):
        name = str(node["cls"])
        return _("an {name}").format(name=name) if name[:1].lower() in "aeiou" else _("a {name}").format(name=name)
    return _("a {name}").format(name=kind)


def told_apart(want: Node, have: Node, place: tuple[int, ...] = ()) -> tuple[str, str]:
    """Two values as text, with as many digits as it takes for the texts to differ.

    Arrays of one shape are written alike, so that what differs stands below what was expected; of large ones only what
    is round `place` on the last axis, behind its index.
    """
    arrays: list[Any] = [node.get("array") for node in (want, have)]
    alike = all(isinstance(each, np.ndarray) and each.dtype.kind in "biufc" and each.size for each in arrays)
    texts = ("", "")
    for digits in (USUAL, 8, 17):
        if alike and arrays[0].shape == arrays[1].shape:
            texts = _written_alike(want, have, place, digits)
        else:
            texts = value_text(want, digits), value_text(have, digits)
        if texts[0] != texts[1]:
            break
    return texts


WHOLE = 40  # elements that are shown all
ROUND = 4  # elements on either side of the one that differs, where not all are shown


def _written_alike(want: Node, have: Node, place: tuple[int, ...], digits: int) -> tuple[str, str]:
    """Two arrays of one shape, every element of both as wide as the widest."""
    arrays, index = [want["array"], have["array"]], ""
    if arrays[0].size > WHOLE and len(place) == arrays[0].ndim:
        *before, last = place
        length = arrays[0].shape[-1]
        start, stop = max(0, last - ROUND), min(length, last + ROUND + 1)
        span = ":" if (start, stop) == (0, length) else f"{start}:{stop}"
        index = f"[{', '.join([*map(str, before), span])}]  "
        arrays = [each[(*before, slice(start, stop))] for each in arrays]
    elif arrays[0].size > WHOLE:
        return value_text(want, digits), value_text(have, digits)
    both = np.concatenate([each.ravel() for each in arrays])
    written = np.array2string(
        both, separator=",", precision=digits, threshold=sys.maxsize, max_line_width=sys.maxsize // 2
    )
    pieces = np.array(written[1:-1].split(","), dtype=object).reshape(2, -1)
    one, other = (
        _laid_out(node, each.reshape(arrays[0].shape), index) for node, each in zip((want, have), pieces, strict=True)
    )
    return one, other


def _laid_out(node: Node, pieces: Any, index: str) -> str:
    """Written elements in their brackets; those of a part behind its `index`, a whole tensor or array by its name."""
    name = "" if index else {"tensor": "tensor(", "array": "array("}.get(node["k"], "")
    text = np.array2string(
        pieces, separator=", ", threshold=sys.maxsize, max_line_width=WIDTH, prefix=name, formatter={"all": str}
    )
    if not name:
        return index + text
    dtype = bare_dtype(node["dtype"])
    usual = node["k"] == "array" or dtype in ("float32", "int64", "bool")
    return f"{name}{text}{'' if usual else f', dtype={dtype}'})"


def value_text(node: Node, digits: int = USUAL) -> str:
    """A value in at most a few lines, as a prompt would show it."""
    kind = node["k"]
    if kind == "tensor":
        return tensor_text(node, digits)
    if kind in ("array", "scalar") and "array" in node:
        text = np.array2string(
            node["array"],
            separator=", ",
            precision=digits,
            threshold=40,
            edgeitems=2,
            max_line_width=WIDTH,
            prefix="array(" if kind == "array" else "",
        )
        return f"array({text})" if kind == "array" else text
    if kind == "float":
        return repr(float.fromhex(node["v"]))
    if kind == "int":
        return cut(str(int(node["v"], 16)) if node["v"].lstrip("-").startswith("0x") else node["v"])
    if kind == "complex":
        return repr(complex(*map(float.fromhex, node["v"])))
    if kind == "bool":
        return str(node["v"])
    if kind == "str":
        return cut(repr(node["v"]))
    if kind in ("const", "named"):
        return str(node["v"])
    if kind in ("list", "tuple", "set", "frozenset", "size", "yielded"):
        return sequence_text(node)
    if kind == "dict":
        inside = ", ".join(f"{value_text(key)}: {value_text(item)}" for key, item in node["v"][:12])
        return cut("{" + inside + (", ..." if len(node["v"]) > 12 else "") + "}")
    if kind in ("namedtuple", "dataclass"):
        pairs = zip(node["names"], node["v"], strict=False)
        return cut(f"{node['cls']}({', '.join(f'{name}={value_text(item)}' for name, item in pairs)})")
    if kind == "series":
        return cut(f"Series({value_text(node['v'])}, dtype={node['dtype']})")
    if kind == "frame":
        columns = (
            [value_text(each) for each in node["columns"]["v"].get("v", [])] if "v" in node["columns"]["v"] else []
        )
        return cut(_("DataFrame with columns {columns}").format(columns=", ".join(columns)))
    return kind_text(node)


def tensor_text(node: Node, digits: int = USUAL) -> str:
    """`tensor([1., 2.])` with the dtype where it isn't the usual one, and the shape where the values hide it."""
    if "array" not in node:
        return _("a {dtype} tensor of shape {shape} on {device}").format(
            dtype=bare_dtype(node["dtype"]), shape=shape_text(node["shape"]), device=node["device"]
        )
    array, dtype = node["array"], bare_dtype(node["dtype"])
    if not array.size:
        return f"tensor([], size={shape_text(node['shape'])}, dtype={dtype})"
    text = np.array2string(
        array, separator=", ", precision=digits, threshold=40, edgeitems=2, max_line_width=WIDTH, prefix="tensor("
    )
    usual = dtype in ("float32", "int64", "bool")
    return f"tensor({text}{'' if usual else f', dtype={dtype}'})"


def sequence_text(node: Node) -> str:
    """A list, tuple, set or size with its items."""
    items = [value_text(item) for item in node["v"][:20]] + (["..."] if len(node["v"]) > 20 else [])
    inside = ", ".join(items)
    kind = node["k"]
    if kind == "size":
        return f"torch.Size([{inside}])"
    if kind == "tuple":
        return cut(f"({inside},)" if len(node["v"]) == 1 else f"({inside})")
    if kind in ("set", "frozenset"):
        return cut(f"{{{inside}}}" if inside else "set()")
    return cut(_("yields {inside}").format(inside=inside) if kind == "yielded" else f"[{inside}]")


def cut(text: str, limit: int = MANY) -> str:
    """`text`, with a count of what is left out if it is long."""
    return text if len(text) <= limit else f"{text[: limit - 20]} ... (+{len(text) - limit + 20})"


def number_text(value: Any) -> str:
    """One element of an array, written so that float32 shows no more digits than it has."""
    if isinstance(value, np.bool_ | bool):
        return str(bool(value))
    if isinstance(value, np.floating):
        return (
            np.format_float_positional(value, unique=True, trim="0")
            if 1e-4 <= abs(value) < 1e7 or value == 0
            else str(value)
        )
    return str(value)


def index_text(index: tuple[int, ...]) -> str:
    """`[1, 2]`; for a 0-d tensor nothing."""
    return f"[{', '.join(map(str, index))}]" if index else ""
