"""Vim's commands behind a colon: a line's number, `:s`, and a few words. *Any side.*"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tutor.language import _
from tutor.screen.vim.pattern import filled, pattern_of

LONGEST = 1 << 20  # characters
_RANGE = re.compile(r"\s*(?:(%)|(\d+|\.|\$|'<)(?:\s*,\s*(\d+|\.|\$|'>))?)?\s*(.*)", re.DOTALL)
_WORDS = {
    **dict.fromkeys(("w", "write"), "save"),
    **dict.fromkeys(("q", "quit", "q!", "quit!", "wq", "x", "wq!", "x!"), "home"),
    **dict.fromkeys(("noh", "nohl", "nohlsearch"), "unmark"),
}


@dataclass(frozen=True)
class Ordered:
    """What a command orders: `what` is "line", "substitute", "save", "home", "unmark" or "" for what isn't known.

    `first` and `last` are rows, from 0; `told` is for the person.
    """

    what: str
    told: str = ""
    first: int = 0
    last: int = 0
    wanted: str = ""
    instead: str = ""
    every: bool = False
    case: bool = True


def ordered(typed: str, row: int, rows: int, chosen: tuple[int, int] | None = None) -> Ordered:
    """What `typed` (without the colon) orders in a text of `rows` lines with the cursor in `row` (from 0).

    `chosen` are the first and the last row of a selection.
    """
    found = _RANGE.fullmatch(typed)
    assert found is not None
    whole, one, other, word = found.groups()

    def at(place: str) -> int:
        marks = {".": row, "$": rows - 1, "'<": (chosen or (row, row))[0], "'>": (chosen or (row, row))[1]}
        number = marks[place] if place in marks else int(place[:9]) - 1
        return max(0, min(rows - 1, number))

    first, last = (0, rows - 1) if whole else (row, row) if one is None else (at(one), at(other or one))
    first, last = min(first, last), max(first, last)
    word = word.strip() if not word.startswith("s") else word
    if not word:
        return Ordered("line", first=last, last=last) if one or whole else Ordered("none")
    if word in _WORDS:
        return Ordered(_WORDS[word])
    if re.match(r"s(ubstitute)?[^\w\s\\\"|]", word):
        return _substitution(word.removeprefix("substitute").removeprefix("s"), first, last)
    return Ordered("", _("no such command here: :{typed}").format(typed=typed.strip()[:40]))


def _substitution(rest: str, first: int, last: int) -> Ordered:
    parts = _parted(rest[1:], rest[0])
    wanted, instead, flags = (*parts, "", "")[:3]
    flags = flags.strip()
    if not wanted or set(flags) - set("giI"):
        return Ordered("", _("write it as :s/old/new/ or :%s/old/new/g"))
    return Ordered("substitute", "", first, last, wanted, instead, "g" in flags, "i" not in flags)


def _parted(text: str, sign: str) -> list[str]:
    """`text` parted at `sign`, where no backslash stands before it, in three at most."""
    parts = [""]
    at = 0
    while at < len(text):
        if text[at] == "\\" and at + 1 < len(text):
            parts[-1] += sign if text[at + 1] == sign else text[at : at + 2]
            at += 2
            continue
        if text[at] == sign and len(parts) < 3:
            parts.append("")
        else:
            parts[-1] += text[at]
        at += 1
    return parts


def substituted(lines: list[str], order: Ordered) -> tuple[list[str], int, int]:
    """The rows that `order` names, after its substitution; how many times it was done, and in which row last."""
    pattern = pattern_of(order.wanted, case=order.case)
    count = 0
    last = order.first
    out: list[str] = []
    size = 0

    def put_in(found: re.Match[str]) -> str:
        return filled(order.instead, found)

    put: Callable[[re.Match[str]], str] = put_in
    for row, line in enumerate(lines[order.first : order.last + 1], order.first):
        new, done = pattern.subn(put, line, count=0 if order.every else 1)
        if done:
            count, last = count + done, row
        size += len(new)
        if size > LONGEST:
            return lines[order.first : order.last + 1], 0, order.first
        out.append(new)
    return out, count, last
