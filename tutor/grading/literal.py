"""What a learner types as an answer, and what code gives, brought to one form in which they can be compared.
*Any side.*

`torch.Size([2, 3])`, `(2, 3)` and `[2, 3]` are one shape; `float32` and `torch.float32` one dtype;
`tensor(6.)` and `6` one number.
"""

from __future__ import annotations

import ast
import math
from typing import Any

from tutor.course.document import visible
from tutor.course.python_problem import parsed
from tutor.language import _

Form = tuple[str, Any]

WRAPPERS = ("Size", "tensor", "array", "device", "dtype", "list", "tuple", "asarray")
NEAR = 1e-4  # relative: what is printed with four digits can be typed with four digits


class Unreadable(ValueError):
    """An answer that is no literal. Carries what to write instead."""


def read_answer(text: str) -> Form:
    """The form of what was typed. Raises Unreadable."""
    stripped = text.strip()
    if not stripped:
        raise Unreadable(_("nothing was written"))
    if stripped.lower() in ("no error", "nothing", "no exception"):
        return ("name", "None")
    tree = parsed(stripped, "eval")
    if not isinstance(tree, ast.Expression):
        raise Unreadable(
            _("`{stripped}` can't be read: write a literal such as (2, 3), 1.5, True, float32 or ValueError").format(
                stripped=visible(stripped[:60])
            )
        )
    try:
        return form_of_node(tree.body)
    except RecursionError:
        raise Unreadable(_("it is nested too deeply; write what it gives")) from None


def form_of_node(node: ast.AST, depth: int = 0) -> Form:
    """The form of a parsed literal. Raises Unreadable."""
    if depth > 20:
        raise Unreadable(_("this is nested too deeply"))
    if isinstance(node, ast.Constant):
        return form_of(node.value)
    if isinstance(node, ast.Tuple | ast.List):
        return ("sequence", tuple(form_of_node(item, depth + 1) for item in node.elts))
    if isinstance(node, ast.Set):
        return ("set", frozenset(form_of_node(item, depth + 1) for item in node.elts))
    if isinstance(node, ast.Dict) and all(node.keys):
        pairs = [
            (form_of_node(k, depth + 1), form_of_node(v, depth + 1))
            for k, v in zip(node.keys, node.values, strict=True)
            if k
        ]
        return ("mapping", tuple(sorted(pairs, key=repr)))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        kind, value = form_of_node(node.operand, depth + 1)
        if kind == "number":
            return ("number", -value if isinstance(node.op, ast.USub) else value)
    if isinstance(node, ast.Name):
        return form_of_name(node.id)
    if isinstance(node, ast.Attribute):
        return form_of_name(node.attr)
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in WRAPPERS and len(node.args) == 1:
            return form_of_node(node.args[0], depth + 1)
        if name in ("Size", "list", "tuple") and not node.args:
            return ("sequence", ())
        if name.endswith(("Error", "Exception")):
            return ("name", name)
    raise Unreadable(
        _("`{node}` is no literal: write what it gives, such as (2, 3), 1.5, True, float32 or ValueError").format(
            node=visible(ast.unparse(node)[:60])
        )
    )


def form_of_name(name: str) -> Form:
    """The form of a bare name: nan and inf are numbers, true and false truth values, the rest stands for itself."""
    if name in ("true", "false"):
        return ("bool", name == "true")
    if name in ("nan", "inf"):
        return ("number", math.nan if name == "nan" else math.inf)
    return ("name", {"float": "float32", "double": "float64", "long": "int64", "half": "float16"}.get(name, name))


def form_of(value: Any) -> Form:
    """The form of a plain Python value; other values are brought to plain ones by the caller."""
    if value is None:
        return ("name", "None")
    if isinstance(value, bool):
        return ("bool", value)
    if isinstance(value, int | float):
        return ("number", value)
    if isinstance(value, str):
        return ("text", value)
    if isinstance(value, tuple | list):
        return ("sequence", tuple(form_of(item) for item in value))
    if isinstance(value, set | frozenset):
        return ("set", frozenset(form_of(item) for item in value))
    if isinstance(value, dict):
        return ("mapping", tuple(sorted(((form_of(k), form_of(v)) for k, v in value.items()), key=repr)))
    return ("text", repr(value))


def same(one: Form, other: Form) -> bool:
    """Whether two forms say the same."""
    kinds = {one[0], other[0]}
    if kinds == {"name", "text"}:
        return str(one[1]).removeprefix("torch.") == str(other[1]).removeprefix("torch.")
    if one[0] != other[0]:
        return False
    if one[0] == "number":
        return close(one[1], other[1])
    if one[0] == "sequence":
        return len(one[1]) == len(other[1]) and all(same(a, b) for a, b in zip(one[1], other[1], strict=True))
    if one[0] == "mapping":
        return len(one[1]) == len(other[1]) and all(
            same(a[0], b[0]) and same(a[1], b[1]) for a, b in zip(one[1], other[1], strict=True)
        )
    if one[0] == "set":
        return len(one[1]) == len(other[1]) and all(any(same(a, b) for b in other[1]) for a in one[1])
    return bool(one[1] == other[1])


def close(one: float, other: float) -> bool:
    """Whether two numbers are the same as far as four printed digits tell."""
    if isinstance(one, int) and isinstance(other, int):
        return one == other
    try:
        if math.isnan(one) or math.isnan(other):
            return math.isnan(one) and math.isnan(other)
        return one == other or math.isclose(one, other, rel_tol=NEAR, abs_tol=1e-12)
    except OverflowError:  # a whole number that no float is as large as
        return False


def text_of(form: Form) -> str:
    """A form as one would type it."""
    kind, value = form
    if kind == "sequence":
        inside = ", ".join(text_of(item) for item in value)
        return f"({inside},)" if len(value) == 1 else f"({inside})"
    if kind == "set":
        return "{" + ", ".join(sorted(text_of(item) for item in value)) + "}" if value else "set()"
    if kind == "mapping":
        return "{" + ", ".join(f"{text_of(k)}: {text_of(v)}" for k, v in value) + "}"
    if kind == "text":
        return repr(value)
    return str(value)
