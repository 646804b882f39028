"""What met in the expression that raised, and how: the shapes, read from the frame it raised in. *Child side.*

Only names, attributes and subscripts of names are looked at; no call of the learner's is made again.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from itertools import islice
from types import TracebackType
from typing import Any

import numpy as np
import torch

Operands = list[tuple[str, list[int]]]
Parts = list[tuple[str, list[int] | None]]
Met = dict[str, Any]

MOST = 6  # operands told

# What a message about shapes says, and how the shapes met.
TOLD = (
    ("size of tensor", "together"),
    ("could not be broadcast", "together"),
    ("expanded size of the tensor", "together"),
    ("shapes cannot be multiplied", "product"),
    ("size mismatch, got input", "product"),
    ("inconsistent tensor size", "product"),
    ("first two dimensions of batch2", "product"),
    ("matmul: Input operand", "product"),
    ("not aligned", "product"),
    ("Sizes of tensors must match except", "joined"),
    ("must have same number of dimensions", "joined"),
    ("array dimensions except for the concatenation axis", "joined"),
    ("stack expects each tensor", "stacked"),
    ("all input arrays must have the same shape", "stacked"),
    ("is invalid for input of size", "reshaped"),
    ("cannot reshape array of size", "reshaped"),
)
_MULTIPLIED = re.compile(r"\((\d+)x(\d+) and (\d+)x(\d+)\)")
_EXPANDED = re.compile(r"Target sizes: \[([\d, -]*)\]\.\s+Tensor sizes: \[([\d, ]*)\]")
_WANTED = re.compile(r"(?:shape '\[([\d, -]+)\]' is invalid|into shape \(([\d, -]+)\))")
_PRODUCTS = ("matmul", "mm", "bmm", "mv", "dot", "inner", "einsum")


def met(step: TracebackType | None, source: str, message: str) -> Met | None:
    """What met at `step` of a traceback, told by the `message` it raised with: `how`, `operands`, and `axis`.

    `how` is `together` (elements by elements), `product`, `joined`, `stacked` or `reshaped`; `operands` are pairs of
    text and shape; `axis` is the one along which is joined, else None. None where it can't be told.
    """
    how = next((how for text, how in TOLD if text in message), None)
    if how is None:
        return None
    expression = parts = None
    try:
        expression = failing_expression(step, source) if step is not None else None
        if step is not None and expression is not None:
            names = {**step.tb_frame.f_globals, **step.tb_frame.f_locals}
            how = "product" if how == "together" and multiplies(expression) else how
            parts = parts_of(expression, how, names)
    except Exception:
        parts = None
    operands = [(text[:40], shape) for text, shape in parts or []]
    kept: Operands = [(text, shape) for text, shape in operands if shape is not None]
    kept = completed(how, kept, message, [text for text, _ in operands])
    axis = axis_of(message, expression) if how == "joined" else None
    return {"how": how, "operands": kept[:MOST], "axis": axis} if len(kept) > 1 else None


def completed(how: str, kept: Operands, message: str, texts: list[str]) -> Operands:
    """The operands, with what only the message tells: the shape wanted, or both where they have no names."""
    if how == "together" and (found := _EXPANDED.search(message)):
        own = kept[0][0] if kept else "the tensor"
        return [(own, sizes(found[2])), ("expanded to", sizes(found[1]))]
    if how == "reshaped" and kept and (found := _WANTED.search(message)):
        return [kept[0], ("wanted", sizes(found[1] or found[2]))]
    if how == "product" and len(kept) < 2 and (found := _MULTIPLIED.search(message)):
        names = texts if len(texts) == 2 else ["mat1", "mat2"]
        numbers = [int(size) for size in found.groups()]
        return [(names[0], numbers[:2]), (names[1], numbers[2:])]
    return kept


def sizes(text: str) -> list[int]:
    """The numbers of a shape that a message writes out."""
    return [int(size) for size in text.split(",") if size.strip()]


def axis_of(message: str, expression: ast.expr | None) -> int | None:
    """The axis along which is joined: torch's message tells it, NumPy's caller does."""
    if found := re.search(r"except in dimension (\d+)", message):
        return int(found[1])
    if isinstance(expression, ast.Call):
        given = [word.value for word in expression.keywords if word.arg in ("dim", "axis")] + expression.args[1:2]
        return next((int(ast.literal_eval(each)) for each in given if is_number(each)), 0)
    return None


def is_number(node: ast.expr) -> bool:
    """Whether a piece of code is a whole number, with a sign or without."""
    inner = node.operand if isinstance(node, ast.UnaryOp) else node
    return isinstance(inner, ast.Constant) and type(inner.value) is int


def multiplies(expression: ast.expr) -> bool:
    """Whether an expression is a product of matrices: its shapes do not meet element by element."""
    if isinstance(expression, ast.BinOp):
        return isinstance(expression.op, ast.MatMult)
    function = expression.func if isinstance(expression, ast.Call) else None
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in _PRODUCTS


def failing_expression(step: TracebackType, source: str) -> ast.expr | None:
    """The expression whose instruction raised, parsed from its exact place in the text."""
    positions = step.tb_frame.f_code.co_positions()
    first, last, start, end = next(islice(positions, step.tb_lasti // 2, None))
    if first is None or last is None or start is None or end is None:
        return None
    lines = source.splitlines()[first - 1 : last]
    raw = [line.encode() for line in lines]
    raw[-1] = raw[-1][:end]
    raw[0] = raw[0][start:]
    text = b"\n".join(raw).decode()
    tree = ast.parse(f"({text}\n)" if "=" not in text else text, mode="exec").body[0]
    if isinstance(tree, ast.AugAssign):
        return ast.BinOp(ast.parse(ast.unparse(tree.target), mode="eval").body, tree.op, tree.value)
    return tree.value if isinstance(tree, ast.Expr | ast.Assign) else None


def parts_of(expression: ast.expr, how: str, names: Mapping[str, Any]) -> Parts:
    """What meets in an expression, each with its text and its shape: None where that can't be told."""
    nodes = nodes_of(expression)
    if how in ("joined", "stacked") and isinstance(expression, ast.Call) and expression.args:
        first = expression.args[0]
        if isinstance(first, ast.List | ast.Tuple):
            nodes = list(first.elts)
        else:
            held = look_up(first, names)
            text = ast.unparse(first)[:30]
            pieces = held[:MOST] if type(held) in (list, tuple) else []
            return [(f"{text}[{number}]", shape_of(piece)) for number, piece in enumerate(pieces)]
    return [(ast.unparse(node), shape_told(node, names)) for node in nodes[:MOST]]


ELEMENTWISE = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)


def shape_told(node: ast.expr, names: Mapping[str, Any]) -> list[int] | None:
    """The shape of `node`: of what can be looked up its own, of arithmetic that of what broadcasts; else None."""
    if isinstance(node, ast.UnaryOp):
        return shape_told(node.operand, names)
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return []
    if isinstance(node, ast.BinOp) and isinstance(node.op, ELEMENTWISE):
        sides = [shape_told(side, names) for side in (node.left, node.right)]
        shapes = [side for side in sides if side is not None]
        try:
            return list(np.broadcast_shapes(*map(tuple, shapes))) if len(shapes) == 2 else None
        except ValueError:
            return None
    try:
        return shape_of(look_up(node, names))
    except Exception:
        return None


def nodes_of(expression: ast.expr) -> list[ast.expr]:
    """The parts of an expression: two sides of an operator, the arguments of a call, a method's own tensor first."""
    if isinstance(expression, ast.BinOp):
        return [expression.left, expression.right]
    if isinstance(expression, ast.Compare) and len(expression.comparators) == 1:
        return [expression.left, expression.comparators[0]]
    if isinstance(expression, ast.Call):
        own = [expression.func.value] if isinstance(expression.func, ast.Attribute) else []
        return [*own, *expression.args]
    return []


def look_up(node: ast.expr, names: Mapping[str, Any]) -> Any:
    """The value of a name, or of an attribute or a constant subscript of one; None for anything that would run code."""
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if isinstance(node, ast.Attribute):
        owner = look_up(node.value, names)
        return getattr(owner, node.attr, None) if type(owner) in (torch.Tensor, np.ndarray) else None
    if isinstance(node, ast.Subscript):
        owner = look_up(node.value, names)
        if type(owner) not in (torch.Tensor, np.ndarray, list, tuple):
            return None
        return eval(compile(ast.Expression(without_calls(node)), "<part>", "eval"), {**names})
    return None


def without_calls(node: ast.expr) -> ast.expr:
    """`node`, if looking it up runs none of the learner's code. Raises ValueError."""
    for part in ast.walk(node):
        if isinstance(part, ast.Call | ast.Await | ast.Yield | ast.YieldFrom | ast.NamedExpr | ast.Lambda):
            raise ValueError("it would run code")
    return ast.fix_missing_locations(node)


def shape_of(value: Any) -> list[int] | None:
    """The shape of a tensor or array; None for anything else."""
    return list(value.shape) if type(value) in (torch.Tensor, torch.nn.Parameter, np.ndarray) else None
