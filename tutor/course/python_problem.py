"""Python read without running it: what a text says, or why it is none. *Any side.*

A text can be as deep as its writer likes, and Python's own compiler ends the process over some that its parser takes.
What is read here never raises, never warns on the terminal, and never takes a process with it.
"""

from __future__ import annotations

import ast
import warnings

from tutor.course.document import visible
from tutor.language import _

# Python's parser takes any number of loops in one comprehension, and of named arguments in one call. Its compiler calls
# itself for each of the first until the stack ends, and compares each of the second with every other, without an end.
MOST_IN_ONE = 1_000
SHORT = 4 * MOST_IN_ONE  # characters that can't hold so many


def parsed(code: str, mode: str = "exec") -> ast.AST | None:
    """What `code` says as a tree ("eval": an expression, without its blanks at the ends); None if it is no Python."""
    try:
        return _tree(code, mode)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
        return None


def statements_of(code: str) -> list[ast.stmt]:
    """The statements of `code`; none if it is no Python."""
    tree = parsed(code)
    return tree.body if isinstance(tree, ast.Module) else []


def python_problem(code: str, mode: str = "code") -> tuple[int, str] | None:
    """The line (from 1) and the reason why `code` is no Python ("expression", or else statements), or None."""
    kind = "eval" if mode == "expression" else "exec"
    try:
        if len(code) > SHORT and _is_too_much(_tree(code, kind)):
            return 1, _("too deeply nested")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(_text(code, kind), "<course>", kind)
    except SyntaxError as error:
        # A block that nothing follows is missed on the line behind the last one, and Python ends lines at \\r too.
        last = code.removesuffix("\n").count("\n") + 1
        return min(error.lineno or 1, last), visible(error.msg or _("invalid syntax"))
    except (ValueError, RecursionError, MemoryError, OverflowError) as error:
        return 1, visible(str(error) or _("too deeply nested"))
    return None


def _tree(code: str, mode: str) -> ast.AST:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(_text(code, mode), "<course>", mode)


def _text(code: str, mode: str) -> str:
    return code.strip() if mode == "eval" else code


def _is_too_much(tree: ast.AST) -> bool:
    for node in ast.walk(tree):
        match node:
            case (
                ast.ListComp(generators=many)
                | ast.SetComp(generators=many)
                | ast.DictComp(generators=many)
                | ast.GeneratorExp(generators=many)
                | ast.Call(keywords=many)
                | ast.ClassDef(keywords=many)
            ) if len(many) > MOST_IN_ONE:
                return True
    return False
