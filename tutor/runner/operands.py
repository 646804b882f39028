"""The shapes of what met in the expression that raised, read from the frame it raised in. *Child side.*

Only names, attributes and subscripts of names are looked at; no call of the learner's is made again.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from itertools import islice
from types import TracebackType
from typing import Any

import numpy as np
import torch

Operands = list[tuple[str, list[int]]]


def meeting(step: TracebackType, source: str) -> Operands:
    """The operands of the expression at which `step` of a traceback stands, where they are tensors: (text, shape).

    Empty where the place can't be told or fewer than two operands are tensors.
    """
    try:
        expression = failing_expression(step, source)
        if expression is None:
            return []
        names = {**step.tb_frame.f_globals, **step.tb_frame.f_locals}
        found = [(ast.unparse(part)[:40], look_up(part, names)) for part in parts_of(expression)]
        shapes = [(text, shape_of(value)) for text, value in found]
        kept = [(text, shape) for text, shape in shapes if shape is not None]
        return kept if len(kept) >= 2 else []
    except Exception:
        return []


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


def parts_of(expression: ast.expr) -> list[ast.expr]:
    """What meets in an expression: two sides of an operator, the arguments of a call, a method's own tensor first."""
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
