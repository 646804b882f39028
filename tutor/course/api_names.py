"""The names of libraries that code and texts use: `torch.where`, `.expand`, `np.asarray`. *Any side.*

A name that hangs on a library is written with the library's usual short name. What hangs on any other value is a
method or an attribute, written with a dot before it; whose it is can't be known without running the code.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tutor.course.markdown import tokens
from tutor.course.python_problem import parsed

# Whatever they are imported as, they are called so here.
LIBRARIES = {"torch": "torch", "numpy": "np", "pandas": "pd", "math": "math", "matplotlib.pyplot": "plt"}
USUAL = {"np": "np", "pd": "pd", "plt": "plt", "torch": "torch", "math": "math", "F": "torch.nn.functional"}

_DOTTED = re.compile(r"(?<![\w.])(?:torch|np|pd|math|plt)(?:\.[A-Za-z_]\w*)+|(?<![\w)\]])\.[A-Za-z_]\w+")


def names_in_code(source: str) -> set[str]:
    """The names that `source` uses; none of what it defines itself, and none if it is no Python."""
    tree = parsed(source)
    if tree is None:
        return set()
    called = {**USUAL, **dict(_imported(tree))}
    own = set(_defined(tree))
    found: set[str] = set()
    inside: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node not in inside:
            inside.update(_chain(node))
            found.update(name for name in _spelled(node, called) if name.lstrip(".") not in own)
        elif isinstance(node, ast.Name) and node not in inside and "." in called.get(node.id, ""):
            found.add(called[node.id])
    return {name for name in found if not name.rpartition(".")[2].startswith("__")}


def _imported(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """What imports bind: the name used, and what it is called here."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.asname or "." not in alias.name:
                    yield alias.asname or alias.name, LIBRARIES.get(alias.name, alias.name)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield alias.asname or alias.name, f"{LIBRARIES.get(node.module, node.module)}.{alias.name}"


def _defined(tree: ast.AST) -> Iterator[str]:
    """Functions, classes and attributes that the code itself makes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name):
            yield node.attr  # `self.data = ...`; `a.flags.writeable = ...` changes what is there
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def _chain(node: ast.Attribute) -> Iterator[ast.AST]:
    """What `node` hangs on, step by step."""
    inner: ast.AST = node.value
    while isinstance(inner, ast.Attribute):
        yield inner
        inner = inner.value
    yield inner


def _spelled(node: ast.Attribute, called: dict[str, str]) -> Iterator[str]:
    """An attribute with all that it hangs on: one name from a library on, or a method for each step."""
    parts = [node.attr]
    inner = node.value
    while isinstance(inner, ast.Attribute):
        parts.append(inner.attr)
        inner = inner.value
    if isinstance(inner, ast.Name) and inner.id in called:
        yield ".".join([called[inner.id], *reversed(parts)])
    else:
        yield from (f".{part}" for part in parts)


def names_in_text(text: str) -> set[str]:
    """The names that a Markdown text uses: in its code, run or not, and in code within its sentences."""
    found: set[str] = set()
    for token in tokens(text):
        if token.type == "fence":
            found |= names_in_code(token.content) or set(_DOTTED.findall(token.content))
        for child in token.children or ():
            if child.type == "code_inline":
                found |= names_in_code(child.content) | set(_DOTTED.findall(child.content))
    return found


def words_in_text(text: str) -> set[str]:
    """Words in code letters that stand by themselves in sentences: `expand` may mean `.expand` or `torch.expand`."""
    spans = (child.content for token in tokens(text) for child in token.children or () if child.type == "code_inline")
    matches = (re.fullmatch(r"([A-Za-z_]\w*)(\(.*\))?", span.strip()) for span in spans)
    return {match[1] for match in matches if match}
