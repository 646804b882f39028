"""Observed values as short text, and as code one can paste. *Child side.*"""

from __future__ import annotations

from typing import Any

import numpy as np

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
            "a Parameter"
            if node["cls"] == "Parameter"
            else "a tensor"
            if node["cls"] == "torch.Tensor"
            else f"a {node['cls']}"
        )
    names = {
        "array": "a NumPy array",
        "scalar": "a NumPy number",
        "size": "a torch.Size",
        "callable": "a function",
        "frame": "a DataFrame",
        "series": "a Series",
        "index": "an Index",
        "generator": "a torch.Generator",
        "yielded": "a generator",
        "int": "an int",
        "str": "a str",
        "toobig": "a value too large to look at",
        "cycle": "a value that contains itself",
    }
    if kind in names:
        return names[kind]
    if kind == "named":
        return {"type": "a class", "module": "a module"}.get(node["cls"], f"a {node['cls']}")
    if kind in ("object", "opaque", "exception", "namedtuple", "dataclass"):
        name = str(node["cls"])
        return f"an {name}" if name[:1].lower() in "aeiou" else f"a {name}"
    return f"a {kind}"


def told_apart(want: Node, have: Node) -> tuple[str, str]:
    """Two values as text, with as many digits as it takes for the texts to differ."""
    for digits in (USUAL, 8, 17):
        texts = value_text(want, digits), value_text(have, digits)
        if texts[0] != texts[1]:
            break
    return texts


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
        return cut(f"DataFrame with columns {', '.join(columns)}")
    return kind_text(node)


def tensor_text(node: Node, digits: int = USUAL) -> str:
    """`tensor([1., 2.])` with the dtype where it isn't the usual one, and the shape where the values hide it."""
    if "array" not in node:
        return f"a {bare_dtype(node['dtype'])} tensor of shape {shape_text(node['shape'])} on {node['device']}"
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
    return cut(f"yields {inside}" if kind == "yielded" else f"[{inside}]")


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
