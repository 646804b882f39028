"""Running source text: a module of its own, the value of its last line, whose line raised. *Child side.*"""

from __future__ import annotations

import ast
import itertools
import os
import sys
import types
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import torch

from tutor.runner.operands import Met, met

YOUR_CODE = "<your code>"


_texts: dict[str, str] = {}  # what was compiled under a file's name, for telling what stood on a line that raised


def compile_module(source: str, filename: str = YOUR_CODE) -> types.CodeType:
    """`source` compiled as a file of its own. Raises SyntaxError (ValueError for NUL bytes)."""
    _texts[filename] = source
    return compile(source, filename, "exec", dont_inherit=True)


def fresh_module(name: str, names: Mapping[str, Any] = types.MappingProxyType({})) -> types.ModuleType:
    """An empty module in `sys.modules`, where classes, dataclasses and pickling look their module up."""
    module = types.ModuleType(name)
    module.__dict__.update(names)
    sys.modules[name] = module
    return module


def split_last(source: str, filename: str = YOUR_CODE) -> tuple[types.CodeType, types.CodeType | None]:
    """`source` as code to execute and, if its last statement is an expression, code to evaluate (else None)."""
    _texts[filename] = source
    tree = ast.parse(source, filename)
    last: types.CodeType | None = None
    if tree.body and isinstance(tree.body[-1], ast.Expr):
        expression = ast.Expression(tree.body.pop().value)  # type: ignore[attr-defined]
        last = compile(expression, filename, "eval", dont_inherit=True)
    return compile(tree, filename, "exec", dont_inherit=True), last


def run_for_value(source: str, names: dict[str, Any], filename: str) -> Any:
    """Execute `source` in `names`; the value of its last line, None if that is no expression."""
    body, last = split_last(source, filename)
    exec(body, names)
    return None if last is None else eval(last, names)


def line_to_blame(error: BaseException, filename: str = YOUR_CODE) -> int | None:
    """The deepest line of `filename` that `error` passed through, 1-based; None if it never did.

    Read through the base classes' own slots: `__traceback__` of a learner's exception class is the learner's code.
    """
    if isinstance(error, SyntaxError):
        lineno = SyntaxError.__dict__["lineno"].__get__(error)
        name = SyntaxError.__dict__["filename"].__get__(error)
        if name == filename and isinstance(lineno, int):
            return lineno
    step = deepest_step(error, filename)
    return None if step is None else step.tb_lineno


def steps_of(error: BaseException) -> Iterator[types.TracebackType]:
    """The steps of an exception's traceback, outermost first."""
    step = BaseException.__dict__["__traceback__"].__get__(error)
    while step is not None:
        yield step
        step = step.tb_next


def deepest_step(error: BaseException, filename: str) -> types.TracebackType | None:
    """The deepest step within `filename`; None if there is none."""
    found = None
    for step in steps_of(error):
        if step.tb_frame.f_code.co_filename == filename:
            found = step
    return found


# What counts operations while the code runs stands between the learner's line and torch, and explains nothing.
_WATCHERS = (
    f"{Path(__file__).resolve().parents[1]}{os.sep}",
    *(
        f"{Path(torch.__file__).parent}{os.sep}{name}"
        for name in ("_dynamo", "_compile", "overrides", "utils/_python_d")
    ),
)


def traceback_text(error: BaseException, filename: str = YOUR_CODE) -> list[dict[str, Any]]:
    """The frames `error` passed through: file, line, function. Never source lines: `linecache` reads any file named."""
    frames: list[dict[str, Any]] = []
    for step in itertools.islice(steps_of(error), 200):
        code = step.tb_frame.f_code
        frames.append(
            {"file": exact(code.co_filename)[:300], "line": step.tb_lineno, "function": exact(code.co_name)[:120]}
        )
    own = next((i for i, frame in enumerate(frames) if frame["file"] == filename), len(frames))
    return [frame for frame in frames[own:] if not frame["file"].startswith(_WATCHERS)][:40]


def describe_error(error: BaseException, filename: str = YOUR_CODE) -> dict[str, Any]:
    """An exception as plain data: its type, the names of its bases, its message, the learner's line."""
    kind = type(error)
    bases = [full_name(base) for base in type.__dict__["__mro__"].__get__(kind)][:20]
    return {
        "type": exact(type.__dict__["__name__"].__get__(kind))[:120],
        "bases": bases,
        "message": message_of(error),
        "line": line_to_blame(error, filename),
        "traceback": traceback_text(error, filename),
        "met": what_met(error, filename),
    }


def full_name(kind: type) -> str:
    """A class's module and name. Its metaclass and the texts it was named with may be the learner's: none is asked."""
    names = (type.__dict__[slot].__get__(kind) for slot in ("__module__", "__qualname__"))
    return ".".join(exact(name) for name in names)


def exact(text: Any) -> str:
    """A text without whatever a subclass of `str` makes of it; "" for anything else."""
    return str.__str__(text) if issubclass(type(text), str) else ""


def what_met(error: BaseException, filename: str) -> Met | None:
    """For an error about shapes: what met on the learner's own line, and how; None for any other error."""
    return met(deepest_step(error, filename), _texts.get(filename, ""), message_of(error))


def message_of(error: BaseException) -> str:
    """What `error` says, read without calling anything of the learner's; at most 2000 characters."""
    try:
        args = BaseException.__dict__["args"].__get__(error)
        if isinstance(error, SyntaxError):
            text = SyntaxError.__dict__["msg"].__get__(error)
        elif of_a_library(type(error)):
            text = str(error)
        elif isinstance(error, KeyError) and len(args) == 1:
            text = repr(args[0]) if type(args[0]) in (str, int, float, bool, tuple, list) else "..."
        else:
            text = BaseException.__str__(error) if all(type(arg) in PLAIN for arg in args) else "..."
        return str(text)[:2000].encode("utf-8", "backslashreplace").decode()
    except BaseException:
        return ""


LIBRARIES = ("builtins", "numpy", "pandas", "torch")


def of_a_library(kind: type) -> bool:
    """Whether an exception's class is a library's own and not a learner's: then its `__str__` may be called.

    The two built-in ones whose `__str__` shows only what they were given are left to the caller.
    """
    if kind in (KeyError, SyntaxError) or not issubclass(kind, Exception):
        return False
    module = type.__dict__["__module__"].__get__(kind)
    if type(module) is not str or module.partition(".")[0] not in LIBRARIES:
        return False
    found: Any = sys.modules.get(module)
    for name in type.__dict__["__qualname__"].__get__(kind).split("."):
        found = getattr(found, name, None)
    return found is kind and (module != "builtins" or issubclass(kind, OSError | UnicodeError))


PLAIN = (str, int, float, bool, bytes, type(None), tuple, list, dict)
