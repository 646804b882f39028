"""Which constructs and functions a text uses, however they are imported or aliased. *Any side.*

Constructs are Python keywords ("for" includes comprehensions) and operators ("@"). Functions are dotted names;
a method of a
tensor (`torch.Tensor.sum`) can't be read off a text and is watched while it runs instead
(`tutor.runner.counting.NameWatch`).
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tutor.course.python_problem import parsed

CONSTRUCTS: Mapping[str, tuple[type[ast.AST], ...]] = {
    "for": (ast.For, ast.AsyncFor, ast.comprehension),
    "while": (ast.While,),
    "if": (ast.If, ast.IfExp),
    "try": (ast.Try, ast.TryStar),
    "with": (ast.With, ast.AsyncWith),
    "lambda": (ast.Lambda,),
    "def": (ast.FunctionDef, ast.AsyncFunctionDef),
    "class": (ast.ClassDef,),
    "import": (ast.Import, ast.ImportFrom),
    "yield": (ast.Yield, ast.YieldFrom),
    "assert": (ast.Assert,),
    "raise": (ast.Raise,),
    "del": (ast.Delete,),
    "global": (ast.Global,),
    "match": (ast.Match,),
    "@": (ast.MatMult,),
    "**": (ast.Pow,),
    "//": (ast.FloorDiv,),
    "%": (ast.Mod,),
    "*": (ast.Mult,),
    "/": (ast.Div,),
    "+": (ast.Add,),
    "-": (ast.Sub, ast.USub),
    "^": (ast.BitXor,),
}
SHORT = {"np": "numpy", "pd": "pandas"}
GIVEN = {"torch": "torch", "np": "numpy", "pd": "pandas", "math": "math"}


@dataclass(frozen=True)
class Use:
    """One use of a name or construct, with its line (1-based)."""

    name: str
    line: int


def full_name(name: str) -> str:
    """A dotted name with its module written out: `np.dot` is `numpy.dot`."""
    head, dot, rest = name.partition(".")
    return SHORT.get(head, head) + dot + rest


def uses(source: str, wanted: Iterable[str], *, given: bool = False) -> list[Use]:
    """Where `source` uses any of `wanted`, as they are spelled there. A text that does not parse uses nothing.

    `given` says that torch, np, pd and math are imported already.
    """
    names = list(wanted)
    tree = parsed(source)
    if tree is None:
        return []
    found = [
        Use(name, line) for name in names if name in CONSTRUCTS for line in construct_lines(tree, CONSTRUCTS[name])
    ]
    dotted = {full_name(name): name for name in names if name not in CONSTRUCTS}
    if dotted:
        reader = _Names(dict(GIVEN) if given else {}, dotted)
        reader.read(tree)
        found += reader.found
    return sorted(set(found), key=lambda use: (use.line, use.name))


def construct_lines(tree: ast.AST, kinds: tuple[type[ast.AST], ...]) -> list[int]:
    """The lines on which a construct stands. An operator's node has no line; its expression's is taken."""
    lines = []
    for node in ast.walk(tree):
        inside = [getattr(node, "op", None)] if isinstance(node, ast.BinOp | ast.AugAssign | ast.UnaryOp) else []
        if isinstance(node, kinds) or any(isinstance(each, kinds) for each in inside):
            place = node.target if isinstance(node, ast.comprehension) else node
            lines.append(getattr(place, "lineno", 0))
    return [line for line in lines if line]


class _Names:
    """Follows imports and plain assignments, and notes every mention of a wanted name."""

    def __init__(self, known: dict[str, str], wanted: dict[str, str]) -> None:
        self.known = known
        self.wanted = wanted
        self.found: list[Use] = []
        # A name that is used has no more parts than its longest wanted one, but for `builtins` before it.
        self._most = max(name.count(".") for name in wanted) + 2

    def read(self, tree: ast.AST) -> None:
        """Read all of `tree`, in the order of its text; code may be nested by the thousand, so nothing calls itself."""
        waiting: list[tuple[ast.AST, bool]] = [(tree, False)]
        while waiting:
            node, is_read = waiting.pop()
            if is_read:
                assert isinstance(node, ast.Assign)
                self._assigned(node)
                continue
            self._meet(node)
            if isinstance(node, ast.Assign):  # what it binds counts from the next statement on
                waiting.append((node, True))
            waiting += [(child, False) for child in reversed(list(ast.iter_child_nodes(node)))]

    def _meet(self, node: ast.AST) -> None:
        match node:
            case ast.Import():
                self._imported(node)
            case ast.ImportFrom():
                self._imported_from(node)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self.known.setdefault(f"={node.name}", "")
            case ast.Name() | ast.Attribute() | ast.Call():
                self._note(self.dotted(node), node.lineno)

    def _note(self, dotted: str | None, line: int) -> None:
        if dotted in self.wanted:
            self.found.append(Use(self.wanted[dotted], line))

    def _imported(self, node: ast.Import) -> None:
        for each in node.names:
            self.known[each.asname or each.name.partition(".")[0]] = (
                each.name if each.asname else each.name.partition(".")[0]
            )
            self._note(each.name, node.lineno)

    def _imported_from(self, node: ast.ImportFrom) -> None:
        for each in node.names:
            dotted = f"{node.module}.{each.name}"
            self.known[each.asname or each.name] = dotted
            self._note(dotted, node.lineno)
            if each.name == "*":
                for name in self.wanted:
                    if name.startswith(f"{node.module}."):
                        self.known[name.rsplit(".", 1)[-1]] = name

    def _assigned(self, node: ast.Assign) -> None:
        dotted = self.dotted(node.value)
        for target in node.targets:
            if isinstance(target, ast.Name):
                if dotted is None:
                    self.known.pop(target.id, None)
                    self.known.setdefault(f"={target.id}", "")  # its own, no longer a builtin
                else:
                    self.known[target.id] = dotted

    def dotted(self, node: ast.AST) -> str | None:
        """The dotted name an expression stands for, as far as the text tells."""
        parts: list[str] = []
        while not isinstance(node, ast.Name):
            if isinstance(node, ast.Attribute):
                parts.append(node.attr)
                node = node.value
            elif isinstance(node, ast.Call) and is_getattr(node):
                name = node.args[1]
                assert isinstance(name, ast.Constant)
                parts.append(str(name.value))
                node = node.args[0]
            else:
                return None
            if len(parts) > self._most:
                return None
        whole = self._named(node.id)
        for part in reversed(parts):
            whole = whole and f"{whole}.{part}".removeprefix("builtins.")  # `builtins.sum` is `sum`
        return whole

    def _named(self, name: str) -> str | None:
        if name in self.known:
            return self.known[name]
        return name if hasattr(builtins, name) and f"={name}" not in self.known else None


def is_getattr(node: ast.Call) -> bool:
    """Whether a call is `getattr(x, "name")` with the name written out."""
    return (
        isinstance(node.func, ast.Name)
        and node.func.id == "getattr"
        and len(node.args) >= 2
        and isinstance(node.args[1], ast.Constant)
        and isinstance(node.args[1].value, str)
    )
