"""Small changes to a text of Python: each mutant differs from it in one place."""

from __future__ import annotations

import ast
import copy
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Div,),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
}
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt,),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt,),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
}
DTYPES = {"float32": "float64", "float64": "float32", "int64": "int32", "int32": "int64", "bool": "uint8"}
DROPPED_METHODS = ("clone", "contiguous", "detach", "to", "float", "double", "long", "abs", "sqrt", "unsqueeze")


@dataclass(frozen=True)
class Mutant:
    """A changed text, and what was changed."""

    source: str
    change: str
    line: int
    original: str = ""


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of `source`, each text once."""
    tree = ast.parse(source)
    seen = {ast.unparse(tree)}
    for number, node in enumerate(ast.walk(tree)):
        for change, act in changes(node):
            changed = copy.deepcopy(tree)
            twin = next(each for i, each in enumerate(ast.walk(changed)) if i == number)
            replacement = act(twin)
            if replacement is not None:
                changed = ast.fix_missing_locations(_Replaced(twin, replacement).visit(changed))
            try:
                text = ast.unparse(ast.fix_missing_locations(changed)) + "\n"
                compile(text, "<mutant>", "exec")
            except (SyntaxError, ValueError, AttributeError):
                continue
            if text not in seen:
                seen.add(text)
                yield Mutant(text, change, getattr(node, "lineno", 0))


class _Replaced(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else super().visit(node)


def changes(node: ast.AST) -> Iterator[tuple[str, object]]:
    """What can be changed at one node: in words, and as a function that changes it or gives its replacement."""
    if isinstance(node, ast.BinOp | ast.AugAssign):
        for other in OPERATORS.get(type(node.op), ()):
            yield f"{type(node.op).__name__} to {other.__name__}", _setter("op", other())
    if isinstance(node, ast.Compare):
        for other in COMPARISONS.get(type(node.ops[0]), ()):
            yield f"{type(node.ops[0]).__name__} to {other.__name__}", _setter("ops", [other(), *node.ops[1:]])
    if isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield "and, or swapped", _setter("op", other)
    if isinstance(node, ast.UnaryOp):
        yield f"{type(node.op).__name__} dropped", lambda twin: twin.operand
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        for step in (1, -1):
            yield f"{node.value} to {node.value + step}", _setter("value", node.value + step)
    if isinstance(node, ast.Constant) and type(node.value) is bool:
        yield f"{node.value} to {not node.value}", _setter("value", not node.value)
    if isinstance(node, ast.Attribute) and node.attr in DTYPES:
        yield f"{node.attr} to {DTYPES[node.attr]}", _setter("attr", DTYPES[node.attr])
    if isinstance(node, ast.Call):
        yield from call_changes(node)
    if isinstance(node, ast.If):
        yield "the condition turned round", _setter("test", ast.UnaryOp(ast.Not(), node.test))
        yield "the branch dropped", lambda twin: twin.orelse[0] if twin.orelse else ast.Pass()
    if isinstance(node, ast.IfExp):
        yield "the condition turned round", _setter("test", ast.UnaryOp(ast.Not(), node.test))
    if isinstance(node, ast.Raise):
        yield "raise to return None", lambda _: ast.Return(ast.Constant(None))
        yield "another exception", lambda _: ast.parse("raise KeyError").body[0]
    if isinstance(node, ast.Expr | ast.AugAssign):
        yield "a statement dropped", lambda _: ast.Pass()
    if isinstance(node, ast.Subscript):
        yield "a subscript dropped", lambda twin: twin.value
    if isinstance(node, ast.Return) and node.value is not None:
        for words in RESULTS:
            yield f"returns {words}", lambda twin, words=words: ast.Return(rewritten(words, twin.value))
    if isinstance(node, ast.FunctionDef):
        yield from (swap for swap in name_swaps(node))


# What is done to a result: in each, `it` is what was returned.
RESULTS = (
    "-it",
    "it + 1",
    "it.clone()",
    "it.double()",
    "it.unsqueeze(0)",
    "it.reshape(-1)",
    "it.tolist()",
    "(it,)",
    "None",
)


def rewritten(words: str, value: ast.expr) -> ast.expr:
    """The expression `words` with `value` in the place of `it`."""
    return _Names({"it": value}).visit(ast.parse(words, mode="eval").body)


def name_swaps(node: ast.FunctionDef) -> Iterator[tuple[str, object]]:
    """Two arguments of a function, each taken for the other in its body."""
    names = [each.arg for each in node.args.args]
    for one, other in itertools.pairwise(names):
        table = {one: ast.Name(other, ast.Load()), other: ast.Name(one, ast.Load())}

        def swap(twin: ast.FunctionDef, table: dict[str, ast.expr] = table) -> None:
            twin.body = [_Names(table).visit(each) for each in twin.body]

        yield f"{one} and {other} swapped", swap


class _Names(ast.NodeTransformer):
    """Puts expressions in the place of names that are read."""

    def __init__(self, table: dict[str, ast.expr]) -> None:
        self.table = table

    def visit_Name(self, node: ast.Name) -> ast.AST:
        wanted = self.table.get(node.id) if isinstance(node.ctx, ast.Load) else None
        return copy.deepcopy(wanted) if wanted is not None else node


def call_changes(node: ast.Call) -> Iterator[tuple[str, object]]:
    """What can be changed at a call: keywords dropped, arguments swapped, a method left out."""
    for i, keyword in enumerate(node.keywords):
        yield f"{keyword.arg}= dropped", lambda twin, i=i: twin.keywords.pop(i) and None
    if len(node.args) >= 2:
        yield "two arguments swapped", lambda twin: twin.args.__setitem__(slice(0, 2), twin.args[1::-1])
    if isinstance(node.func, ast.Attribute) and node.func.attr in DROPPED_METHODS:
        yield f".{node.func.attr}() dropped", lambda twin: twin.func.value


def _setter(name: str, value: object) -> object:
    """A function that sets one field of a node."""
    return lambda twin: setattr(twin, name, value)
