"""Looking for characters, words and patterns from where the cursor is. *Any side.*"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from tutor.screen.vim.text import kind, line_end


@dataclass(frozen=True)
class Sought:
    """The last `f`, `F`, `t` or `T` (`how`), and its character."""

    how: str
    character: str


def seek(text: str, pattern: re.Pattern[str], at: int, times: int) -> int | None:
    """Where `pattern` fits for the nth time after `at` (before it, if negative), going on at the other end.

    None if it fits nowhere. As everywhere here, a pattern fits within one line.
    """
    places = []
    start = 0
    for line in text.split("\n"):
        places += [start + found.start() for found in pattern.finditer(line) if found.end() > found.start()]
        start += len(line) + 1
    if not places:
        return None
    number = bisect_right(places, at) + times - 1 if times > 0 else bisect_left(places, at) + times
    return places[number % len(places)]


def word_under(text: str, at: int) -> re.Pattern[str] | None:
    """The pattern of the whole word at the cursor, or the next one in its line; None if there is none."""
    end = line_end(text, at)
    while at < end and kind(text, at) not in ("w", "字"):
        at += 1
    if at >= end:
        return None
    here = kind(text, at)
    start = at
    while start > 0 and kind(text, start - 1) == here:
        start -= 1
    while at < end and kind(text, at) == here:
        at += 1
    word = re.escape(text[start:at])
    return re.compile(rf"\b{word}\b" if here == "w" else word)
