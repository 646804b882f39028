"""A page's code on its own two feet: what it needs of the pages before it comes first. *Any side.*

The code of a lesson's pages runs in one namespace, one page after another. Whoever tries a page's code by itself needs
the imports and the values that stand on earlier pages, and no more than these.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tutor.course.python_problem import statements_of

NAMED = set(dir(builtins)) | {"__name__", "__file__"}

# What a page's code has without asking for it, and a file of one's own has not.
GIVEN = {
    "math": "import math",
    "np": "import numpy as np",
    "pd": "import pandas as pd",
    "torch": "import torch",
}
DEVICE = "device"  # given as well, and made of torch
FIND_DEVICE = 'device = torch.accelerator.current_accelerator(check_available=True) or torch.device("cpu")'


@dataclass(frozen=True)
class Statement:
    """One statement at the top of a fence: the names that it changes and those that it uses."""

    text: str
    changes: frozenset[str]
    uses: frozenset[str]
    imports: bool


def standalone(code: Sequence[str], before: Sequence[str]) -> str:
    """The fences `code` of one page, after the statements of the fences `before` that they build upon.

    What is not Python stays as it is.
    """
    own = "\n\n".join(each.strip("\n") for each in code)
    wanted = missing(own)
    if not wanted:
        return own
    needed: list[Statement] = []
    for statement in reversed([each for fence in before for each in statements(fence)]):
        if statement.changes & wanted:
            needed.append(statement)
            wanted |= statement.uses
    needed.reverse()
    rest = [each.text for each in needed if not each.imports]
    imports = [each.text for each in needed if each.imports]
    absent = missing("\n".join([*imports, *rest, own]))
    imports += [line for name, line in GIVEN.items() if name in absent]
    imports = [each for each in dict.fromkeys(imports) if each not in own.splitlines()]
    if DEVICE in absent:
        imports = [*dict.fromkeys([*imports, GIVEN["torch"], FIND_DEVICE])]
    return "\n\n".join(part for part in ("\n".join(imports), "\n".join(rest), own) if part)


def until_it_raises(code: str) -> str:
    """Code that raises in its last statement, without that."""
    body = statements_of(code)
    return "\n".join(code.splitlines()[: body[-2].end_lineno]) if len(body) > 1 else ""


def missing(code: str) -> set[str]:
    """The names that `code` uses at its top before it has them, or inside functions and never has."""
    known = set(NAMED)
    absent: set[str] = set()
    for node in statements_of(code):
        unknown, bound = used_in(node) - known, bound_in(node)
        absent |= (unknown - bound) | (unknown & loaded_first(node))
        known |= bound
    return absent


def statements(fence: str) -> list[Statement]:
    """The statements at the top of a fence that change a name, in order."""
    found = []
    for node in statements_of(fence):
        changes = bound_in(node) | changed_in(node)
        if changes:
            text = ast.get_source_segment(fence, node) or ""
            first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", ()))])
            if first < node.lineno:
                text = "\n".join(fence.splitlines()[first - 1 : node.end_lineno])
            imports = isinstance(node, ast.Import | ast.ImportFrom)
            found.append(Statement(text, frozenset(changes), frozenset(used_in(node) - NAMED), imports))
    return found


def names_in(node: ast.AST, context: type[ast.expr_context]) -> Iterable[str]:
    """The names that appear in `node` as ones that are read, or as ones that are set."""
    return (each.id for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, context))


def used_in(node: ast.AST) -> set[str]:
    """The names that are read in a statement, without the arguments and targets inside its functions."""
    arguments = {each.arg for each in ast.walk(node) if isinstance(each, ast.arg)}
    inside = {each.id for each in in_scopes(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}
    read = set(names_in(node, ast.Load))
    if isinstance(node, ast.AugAssign):
        read |= {each.id for each in ast.walk(node.target) if isinstance(each, ast.Name)}
    return read - arguments - inside


def bound_in(node: ast.AST) -> set[str]:
    """The names that a statement gives a value at the top."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {node.name}
    if isinstance(node, ast.Import | ast.ImportFrom):
        return {(each.asname or each.name).partition(".")[0] for each in node.names}
    inside = {id(each) for each in in_scopes(node)}
    return {
        each.id
        for each in ast.walk(node)
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store) and id(each) not in inside
    } | {each.name for each in ast.walk(node) if isinstance(each, ast.FunctionDef | ast.ClassDef)}


def changed_in(node: ast.AST) -> set[str]:
    """The names whose value a statement may change in place: `x[0] = 1`, `x.grad = None`, `x.add_(1)`, `step(x)`."""
    stored = [
        each
        for each in ast.walk(node)
        if isinstance(each, ast.Subscript | ast.Attribute) and isinstance(each.ctx, ast.Store)
    ]
    called = []
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Attribute):
        called = [node.value.func]
    return {name for each in (*stored, *called) if (name := base_of(each))} - set(GIVEN)


def base_of(node: ast.expr) -> str:
    """The name at the root of `name.part[0].part`; "" where there is none."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def loaded_first(node: ast.AST) -> set[str]:
    """Names that an assignment reads on its right though it sets them: `x = x + 1`."""
    if isinstance(node, ast.AugAssign):
        return {each.id for each in ast.walk(node.target) if isinstance(each, ast.Name)}
    value = getattr(node, "value", None)
    return set(names_in(value, ast.Load)) if isinstance(value, ast.AST) else set()


def in_scopes(node: ast.AST) -> Iterator[ast.AST]:
    """All that stands within any scope in `node`, each once, however deep scopes stand in each other."""
    waiting = [(node, False)]
    while waiting:
        each, inside = waiting.pop()
        inside = inside or is_scope(each)
        if inside:
            yield each
        waiting += [(child, inside) for child in ast.iter_child_nodes(each)]


def is_scope(node: ast.AST) -> bool:
    """Whether names set inside `node` are its own."""
    return isinstance(
        node,
        ast.FunctionDef
        | ast.AsyncFunctionDef
        | ast.Lambda
        | ast.ListComp
        | ast.SetComp
        | ast.DictComp
        | ast.GeneratorExp
        | ast.ClassDef,
    )
