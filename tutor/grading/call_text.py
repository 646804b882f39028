"""A turn's call written as code that can be pasted: `stretch(torch.ones(1, 4), (3, 4))`. *Child side.*"""

from __future__ import annotations

import ast
import builtins
import contextlib
from typing import Any

import numpy as np
import torch

from tutor.language import _
from tutor.runner.draw import DEVICE, LIBRARIES
from tutor.runner.stage import Turn

MANY_ELEMENTS = 24
DEFAULT_DTYPES = {torch.float32, torch.int64, torch.bool}


def call_text(turn: Turn, job: dict[str, Any]) -> str:
    """What was called on this turn, as source."""
    if job["kind"] == "variables":
        return "\n".join(f"{name} = {as_code(value)}" for name, value in turn.let.items())
    if turn.spec.get("run"):
        drawn = [f"{name} = {as_code(value)}" for name, value in turn.let.items()]
        return "\n".join([*drawn, turn.spec["run"].strip()])
    if turn.script:
        drawn = [f"{name} = {as_code(value)}" for name, value in turn.let.items()]
        return "\n".join([*drawn, *(call.strip() for call in turn.script)])
    args = [argument(text, value, turn) for text, value in zip(turn.spec.get("args", ()), turn.args, strict=True)]
    args += [f"{name}={argument(text, turn.kwargs[name], turn)}" for name, text in turn.spec.get("kwargs", {}).items()]
    return f"{job['entry']}({', '.join(args)})"


def argument(expression: str, value: Any, turn: Turn) -> str:
    """An argument as its author wrote it where that says all, else with the drawn values in it, else as a literal."""
    tree = ast.parse(expression.strip(), mode="eval")
    drawn = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} - set(LIBRARIES) - set(dir(builtins))
    drawn -= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    if not drawn:
        return expression.strip()
    known = {name: repr(drawn_value) for name, drawn_value in turn.let.items() if is_plain(drawn_value)}
    if type(turn.names.get(DEVICE)) is torch.device:
        known.setdefault(DEVICE, as_code(turn.names[DEVICE]))
    if drawn <= known.keys():
        with contextlib.suppress(RecursionError):  # an expression nested by the thousand; its value can be told
            return ast.unparse(_Filled(known).visit(tree))
    return as_code(value)


class _Filled(ast.NodeTransformer):
    """Puts drawn values, as code, in the place of their names."""

    def __init__(self, values: dict[str, str]) -> None:
        self.values = values

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return ast.parse(self.values[node.id], mode="eval").body if node.id in self.values else node


def is_plain(value: Any) -> bool:
    """Whether `repr` of a value is short code."""
    if type(value) in (tuple, list):
        return len(value) <= 20 and all(is_plain(item) for item in value)
    return type(value) in (int, float, bool, str, type(None)) and len(repr(value)) <= 80


def as_code(value: Any) -> str:
    """A value as code; what is too large for that, in words in angle brackets."""
    if isinstance(value, torch.Tensor):
        return tensor_code(value)
    if type(value) is np.ndarray:
        if value.size > MANY_ELEMENTS:
            return _("<{dtype} array of shape {shape}>").format(dtype=value.dtype, shape=value.shape)
        return f"np.array({value.tolist()!r}, dtype=np.{value.dtype})"
    if type(value) in (list, tuple) and len(value) <= 20:
        inside = ", ".join(as_code(item) for item in value)
        if type(value) is list:
            return f"[{inside}]"
        return f"({inside},)" if len(value) == 1 else f"({inside})"
    if type(value) is dict and len(value) <= 20:
        return "{" + ", ".join(f"{as_code(key)}: {as_code(item)}" for key, item in value.items()) + "}"
    if type(value) is torch.Generator:
        return f"torch.Generator().manual_seed({value.initial_seed()})"
    if type(value) is torch.Size:
        return str(tuple(value))
    if isinstance(value, torch.dtype):
        return str(value)
    if type(value) is torch.device:
        return f"torch.device({str(value)!r})"
    if is_plain(value):
        return repr(value)
    if isinstance(value, type):
        return value.__qualname__
    if callable(value):
        name = getattr(value, "__name__", "function")
        return name if name != "<lambda>" else _("<a function>")
    return f"<{type(value).__name__}>"


def tensor_code(value: torch.Tensor) -> str:
    """A tensor as code that builds the same values, dtype and, with a remark, layout."""
    dtype = str(value.dtype)
    suffix = ", requires_grad=True" if value.requires_grad else ""
    if value.numel() > MANY_ELEMENTS:
        return _("<{dtype} tensor of shape {shape}>").format(
            dtype=dtype.removeprefix("torch."), shape=tuple(value.shape)
        )
    if value.numel() == 0:
        plain = f"torch.empty({tuple(value.shape)}"
        return f"{plain}{'' if value.dtype is torch.float32 else f', dtype={dtype}'}{suffix})"
    told = "" if value.dtype in DEFAULT_DTYPES else f", dtype={dtype}"
    text = f"torch.tensor({rounded(value.detach())}{told}{suffix})"
    if not value.is_contiguous() and value.dim() == 2 and value.t().is_contiguous():
        return f"torch.tensor({rounded(value.detach().t())}{told}{suffix}).t()"
    return text


def rounded(value: torch.Tensor) -> str:
    """A tensor's values as nested lists, float32 with no more digits than it has."""
    array = value.resolve_conj().cpu()
    if array.dtype in (torch.float32, torch.float16, torch.bfloat16):
        return nested(array.float().numpy())
    return str(array.tolist()).replace("nan", "math.nan").replace("inf", "math.inf")


def nested(array: Any) -> str:
    """A float32 array as nested lists, each number as short as it can be read back."""
    if array.ndim:
        return f"[{', '.join(nested(row) for row in array)}]"
    if np.isnan(array):
        return "math.nan"
    if np.isinf(array):
        return "math.inf" if array > 0 else "-math.inf"
    return repr(float(np.format_float_scientific(array, unique=True)))
