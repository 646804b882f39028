"""Where vim's motions lead. *Any side.*

Each takes the text, the cursor's offset and a count, and gives a `Target`, or None where it leads nowhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tutor.screen.vim.text import (
    first_filled,
    kind,
    last_in_line,
    line_end,
    line_number,
    line_start,
    lines_down,
    lines_further,
)

OPENING = {"(": ")", "[": "]", "{": "}"}
CLOSING = {closing: opening for opening, closing in OPENING.items()}


@dataclass(frozen=True)
class Target:
    """Where a motion leads: `at`. An operator takes what lies between: the last character too if `inclusive`,
    whole lines if `lines`. `far` says that the cursor stays at the end of whichever line it comes to."""

    at: int
    inclusive: bool = False
    lines: bool = False
    far: bool = False


Motion = Callable[[str, int, int], Target | None]


def left(text: str, at: int, count: int) -> Target | None:
    """`h`: within the line."""
    to = max(line_start(text, at), at - count)
    return Target(to) if to != at else None


def right(text: str, at: int, count: int) -> Target | None:
    """`l`: within the line; as far as behind its last character, for an operator."""
    to = min(line_end(text, at), at + count)
    return Target(to) if to != at else None


def next_word(text: str, at: int, count: int, *, large: bool = False) -> Target | None:
    """`w`, `W`: the beginning of a word further on; an empty line is a word."""
    start = at
    for _ in range(count):
        if at >= len(text):
            break
        here = kind(text, at, large=large)
        if here == "\n":
            at += 1
        elif here != " ":
            while at < len(text) and kind(text, at, large=large) == here:
                at += 1
        while at < len(text) and kind(text, at, large=large) == " ":
            at += 1
    return Target(at) if at != start else None


def word_end(text: str, at: int, count: int, *, large: bool = False) -> Target | None:
    """`e`, `E`: the end of a word further on."""
    start = at
    for _ in range(count):
        to = at + 1
        while to < len(text) and kind(text, to, large=large) in " \n":
            to += 1
        if to >= len(text):
            at = len(text)
            break
        here = kind(text, to, large=large)
        while to + 1 < len(text) and kind(text, to + 1, large=large) == here:
            to += 1
        at = to
    return Target(at, inclusive=True) if at != start else None


def word_back(text: str, at: int, count: int, *, large: bool = False) -> Target | None:
    """`b`, `B`: the beginning of a word further back."""
    start = at
    for _ in range(count):
        to = at - 1
        while to > 0 and kind(text, to, large=large) == " ":
            to -= 1
        if to < 0:
            break
        here = kind(text, to, large=large)
        while here != "\n" and to > 0 and kind(text, to - 1, large=large) == here:
            to -= 1
        at = to
    return Target(at) if at != start else None


def line_begin(text: str, at: int, count: int) -> Target | None:  # noqa: ARG001 - one shape for all
    """`0`."""
    return Target(line_start(text, at))


def line_filled(text: str, at: int, count: int) -> Target | None:  # noqa: ARG001
    """`^`."""
    return Target(first_filled(text, at))


def line_last(text: str, at: int, count: int) -> Target | None:
    """`$`: with a count, of a line further down."""
    to = lines_further(text, at, count - 1) if count > 1 else at
    if to is None:
        return None
    end = last_in_line(text, to)
    return Target(end, inclusive=line_end(text, to) > line_start(text, to), far=True)


def down(text: str, at: int, count: int) -> Target | None:
    """`j`: the line; who moves keeps the column."""
    to = lines_further(text, at, count)
    return None if to is None else Target(to, lines=True)


def up(text: str, at: int, count: int) -> Target | None:
    """`k`."""
    return down(text, at, -count)


def next_line(text: str, at: int, count: int) -> Target | None:
    """`+`, Enter: where the code of a line further down begins."""
    to = lines_further(text, at, count)
    return None if to is None else Target(first_filled(text, to), lines=True)


def previous_line(text: str, at: int, count: int) -> Target | None:
    """`-`."""
    return next_line(text, at, -count)


def to_line(text: str, number: int | None, *, last: bool) -> Target:
    """`G`, `gg`: the line of that number (from 1), else the last one (`last`) or the first."""
    to = line_start(text, len(text)) if number is None and last else line_number(text, number or 1)
    return Target(first_filled(text, to), lines=True)


def to_character(text: str, at: int, count: int, how: str, wanted: str, *, again: bool = False) -> Target | None:
    """`f`, `F`, `t`, `T` (`how`) and the character `wanted`, within the line; `again` steps over the next one."""
    forward, before = how in "ft", how in "tT"
    start, end = line_start(text, at), line_end(text, at)
    to = at
    if before and again:
        to += 1 if forward else -1
    for _ in range(count):
        to = text.find(wanted, to + 1, end) if forward else text.rfind(wanted, start, max(start, to))
        if to < 0:
            return None
    to += 0 if not before else -1 if forward else 1
    return Target(to, inclusive=forward) if to != at or before else None


def paragraph_down(text: str, at: int, count: int) -> Target | None:
    """`}`: the next line without anything in it, behind some that have."""
    return _paragraph(text, at, count, 1)


def paragraph_up(text: str, at: int, count: int) -> Target | None:
    """`{`."""
    return _paragraph(text, at, count, -1)


def _paragraph(text: str, at: int, count: int, by: int) -> Target | None:
    start = at
    for _ in range(count):
        row: int | None = line_start(text, at)
        while row is not None and _is_empty(text, row):
            row = lines_down(text, row, by)
        while row is not None and not _is_empty(text, row):
            row = lines_down(text, row, by)
        at = row if row is not None else (len(text) if by > 0 else 0)
    return Target(at) if at != start else None


def _is_empty(text: str, start: int) -> bool:
    return line_end(text, start) == start


def matching(text: str, at: int, count: int) -> Target | None:  # noqa: ARG001
    """`%`: the other one of the bracket here, or of the next one in the line."""
    end = line_end(text, at)
    while at < end and text[at] not in OPENING and text[at] not in CLOSING:
        at += 1
    if at >= end:
        return None
    to = other_bracket(text, at)
    return None if to is None else Target(to, inclusive=True)


def other_bracket(text: str, at: int) -> int | None:
    """Where the bracket at `at` has its other one."""
    this = text[at]
    other, by = (OPENING[this], 1) if this in OPENING else (CLOSING[this], -1)
    deep = 0
    while 0 <= at < len(text):
        deep += (text[at] == this) - (text[at] == other)
        if deep == 0:
            return at
        at += by
    return None


SIMPLE: dict[str, Motion] = {
    **dict.fromkeys(("h", "left", "backspace"), left),
    **dict.fromkeys(("l", "right", " "), right),
    "w": next_word,
    "W": lambda text, at, count: next_word(text, at, count, large=True),
    "e": word_end,
    "E": lambda text, at, count: word_end(text, at, count, large=True),
    "b": word_back,
    "B": lambda text, at, count: word_back(text, at, count, large=True),
    **dict.fromkeys(("0", "home"), line_begin),
    "^": line_filled,
    **dict.fromkeys(("$", "end"), line_last),
    **dict.fromkeys(("j", "down"), down),
    **dict.fromkeys(("k", "up"), up),
    **dict.fromkeys(("+", "enter"), next_line),
    "-": previous_line,
    "}": paragraph_down,
    "{": paragraph_up,
    "%": matching,
}
