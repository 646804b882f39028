"""Python's indentation as an editor should give it, and commenting lines out. *Any side.*

Plain functions over text; the editor calls them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

WIDTH = 4
_LEAVES = re.compile(r"(return|pass|break|continue|raise)\b")
_STRING = re.compile(r"'''.*?'''|\"\"\".*?\"\"\"|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"")


def leading(line: str) -> str:
    """The whitespace that `line` begins with."""
    return line[: len(line) - len(line.lstrip())]


def code_of(line: str) -> str:
    """`line` without its strings' insides and its comment: what decides about indentation."""
    return _STRING.sub("''", line).partition("#")[0].rstrip()


def after(line: str) -> str:
    """The indentation of the line that follows `line` (the text before the cursor).

    One step more after a colon or an opening bracket, one less after `return` and its kind.
    """
    indent = leading(line)
    code = code_of(line)
    if code.endswith((":", "(", "[", "{")):
        return indent + " " * WIDTH
    if _LEAVES.match(code.lstrip()) and _is_closed(code):
        return indent[:-WIDTH]
    return indent


def _is_closed(code: str) -> bool:
    return all(code.count(opening) <= code.count(closing) for opening, closing in ("()", "[]", "{}"))


def step_back(before: str) -> int:
    """How many characters backspace takes away when only whitespace stands `before` the cursor: to the last stop."""
    if not before or before.strip(" "):
        return 1
    return (len(before) - 1) % WIDTH + 1


def indented(lines: Sequence[str]) -> list[str]:
    """`lines` one step further in; empty ones stay empty."""
    return [" " * WIDTH + line if line.strip() else line for line in lines]


def dedented(lines: Sequence[str]) -> list[str]:
    """`lines` one step further out, those that can."""
    return [line[min(WIDTH, len(line) - len(line.lstrip(" "))) :] for line in lines]


def comment_toggled(lines: Sequence[str]) -> list[str]:
    """`lines` commented out at their common indentation, or in again if all of them are comments."""
    filled = [line for line in lines if line.strip()]
    if filled and all(line.lstrip().startswith("#") for line in filled):
        return [_uncommented(line) for line in lines]
    column = min((len(leading(line)) for line in filled), default=0)
    return [f"{line[:column]}# {line[column:]}" if line.strip() else line for line in lines]


def _uncommented(line: str) -> str:
    before, mark, rest = line.partition("#")
    return before + rest.removeprefix(" ") if mark else line
