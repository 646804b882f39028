"""Python as lines of spans, for the code on a page. *Any side.*

The tokenizer is Python's own. Where the code doesn't tokenize, what it can't read stays plain: a page may show
an error of syntax on purpose.
"""

from __future__ import annotations

import io
import keyword
import tokenize
from collections.abc import Iterator

from tutor.course.spans import Line, Role, Span

_STRINGS = {tokenize.STRING} | {
    getattr(tokenize, name) for name in ("FSTRING_START", "FSTRING_MIDDLE", "FSTRING_END") if hasattr(tokenize, name)
}


def python_lines(code: str) -> list[Line]:
    """The lines of `code`, as they stand, each cut into its tokens."""
    lines = code.split("\n")
    marks: list[list[tuple[int, int, Role]]] = [[] for _ in lines]
    for role, start, end in _tokens(code):
        for row in range(start[0], end[0] + 1):
            if row > len(lines):
                break
            left = start[1] if row == start[0] else 0
            right = end[1] if row == end[0] else len(lines[row - 1])
            marks[row - 1].append((left, right, role))
    return [_cut(text, parts) for text, parts in zip(lines, marks, strict=True)]


def _tokens(code: str) -> Iterator[tuple[Role, tuple[int, int], tuple[int, int]]]:
    """The tokens that have a role, with the row (from 1) and column where each begins and ends."""
    defines = False
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            role: Role | None = None
            if token.type in _STRINGS:
                role = "string"
            elif token.type == tokenize.COMMENT:
                role = "comment"
            elif token.type == tokenize.NUMBER:
                role = "number"
            elif token.type == tokenize.OP:
                role = "operator"
            elif token.type == tokenize.NAME:
                if keyword.iskeyword(token.string):
                    role = "keyword"
                elif defines:
                    role = "definition"
                defines = token.string in ("def", "class")
            if role:
                yield role, token.start, token.end
    except (tokenize.TokenError, SyntaxError, UnicodeEncodeError):  # the last is half of a pair, from Python 3.12 on
        return


def _cut(text: str, marks: list[tuple[int, int, Role]]) -> Line:
    line: Line = []
    at = 0
    for left, right, role in marks:
        if left > at:
            line.append(Span(text[at:left], "code"))
        if right > left:
            line.append(Span(text[left:right], role))
        at = max(at, right)
    if at < len(text):
        line.append(Span(text[at:], "code"))
    return line
