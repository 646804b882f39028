"""The rows of a docstring: where a block of them begins and ends, and what it is. *Any side.*"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tutor.course.lines import Line, Span
from tutor.course.python_problem import statements_of

# Sections of the Google style; those of numpydoc are underlined.
SECTION = re.compile(
    r"(?:Args?|Arguments|Parameters|Keyword [Aa]rg(?:ument)?s?|Returns?|Yields|Raises|Shape|Attributes|Examples?|"
    r"Notes?|Variables|Inputs?|Outputs?|References|See [Aa]lso|Warnings?|Other [Pp]arameters|"
    r"Keyword Arguments):{1,2}\s*$"
)
UNDERLINE = re.compile(r"([=\-~*^\"'`#])\1{2,}\s*$")
ITEM = re.compile(r"(?:[-*•]|\d+[.)]|\(\w\))\s+")


def tidy(lines: list[Line]) -> list[Line]:
    """`lines` with at most one empty line at a time, and none at the ends."""
    kept: list[Line] = []
    for one in lines:
        if any(span.text.strip() for span in one) or (kept and kept[-1]):
            kept.append(one if any(span.text.strip() for span in one) else [])
    while kept and not kept[-1]:
        kept.pop()
    return kept


def indent(row: str) -> int:
    """How many blanks a row begins with."""
    return len(row) - len(row.lstrip(" "))


def set_in(lines: Sequence[Line], margin: int) -> list[Line]:
    """`lines` with `margin` cells before each that isn't empty."""
    return [[Span(" " * margin), *one] if margin and one else list(one) for one in lines]


def hung(lines: Sequence[Line], margin: int, by: int) -> list[Line]:
    """`lines` with `margin` cells before each, and `by` more before all but the first."""
    return [[Span(" " * (margin + (by if number else 0))), *one] for number, one in enumerate(lines)]


def dedented(rows: Sequence[str]) -> list[str]:
    """`rows` without the blanks that all of them begin with."""
    common = min((indent(row) for row in rows if row.strip()), default=0)
    return [row[common:].rstrip() for row in rows]


def indented_until(rows: Sequence[str], at: int, base: int) -> int:
    """The row after those from `at` on that stand further in than `base`, empty ones between them included."""
    end = at
    for number in range(at, len(rows)):
        if rows[number].strip():
            if indent(rows[number]) <= base:
                break
            end = number + 1
    return end


def block_end(rows: Sequence[str], at: int) -> int:
    """The row after row `at` and those that stand further in below it."""
    return max(at + 1, indented_until(rows, at + 1, indent(rows[at])))


def is_table(bare: str) -> bool:
    """Whether a row is the rule of a table."""
    return bool(re.match(r"(=+ +=+|\+[-=]+\+)", bare))


def begins(rows: Sequence[str], at: int) -> bool:
    """Whether something other than more of a paragraph begins at row `at`."""
    bare = rows[at].strip()
    following = rows[at + 1].strip() if at + 1 < len(rows) else ""
    return bool(
        bare.startswith((">>>", ".. "))
        or is_table(bare)
        or SECTION.match(bare)
        or (UNDERLINE.match(following) and not is_table(following))
        or ITEM.match(bare)
    )


def is_python(text: str) -> bool:
    """Whether indented rows are code: prose does not parse."""
    return bool(statements_of(text))
