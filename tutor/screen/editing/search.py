"""Finding and replacing in lines of text. *Any side.* Plain functions; the find bar and the vim keys call them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

Location = tuple[int, int]  # row and column, from 0


@dataclass(frozen=True, order=True)
class Match:
    """A stretch of one line: `row`, and the columns from `start` to before `end`."""

    row: int
    start: int
    end: int


def literally(wanted: str, *, case: bool) -> re.Pattern[str]:
    """The pattern of `wanted` as it stands; without `case`, in small letters or large."""
    return re.compile(re.escape(wanted), 0 if case else re.IGNORECASE)


def matches(lines: Sequence[str], pattern: re.Pattern[str]) -> list[Match]:
    """Every stretch of `lines` that `pattern` fits, in their order; those of no length are left out."""
    return [
        Match(row, found.start(), found.end())
        for row, line in enumerate(lines)
        for found in pattern.finditer(line)
        if found.end() > found.start()
    ]


def following(found: Sequence[Match], at: Location, *, here: bool = False) -> int | None:
    """The number of the match after `at` (or `here`, at it), going on at the top; None if there is none."""
    if not found:
        return None
    places = [(one.row, one.start) for one in found]
    number = bisect_left(places, at) if here else bisect_right(places, at)
    return number % len(found)


def preceding(found: Sequence[Match], at: Location) -> int | None:
    """The number of the match before `at`, going on at the bottom; None if there is none."""
    if not found:
        return None
    return (bisect_left([(one.row, one.start) for one in found], at) - 1) % len(found)


def replaced(lines: Sequence[str], found: Sequence[Match], with_what: Sequence[str]) -> list[str]:
    """`lines` with the text of each match in the place of it."""
    out = list(lines)
    for one, text in zip(reversed(found), reversed(with_what), strict=True):
        out[one.row] = out[one.row][: one.start] + text + out[one.row][one.end :]
    return out
