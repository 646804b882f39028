"""Changes of a text, told so that they can be made elsewhere again. *Any side.*"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tutor.screen.vim import doing
from tutor.screen.vim.objects import Range
from tutor.screen.vim.parse import Command
from tutor.screen.vim.text import line_end, line_start, lines_further

Shape = tuple[int, int, bool]


@dataclass(frozen=True)
class Change:
    """Put `text` in the place of what stands from `start` to before `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Written:
    """What was written, told from where writing began: `back` characters before it and `ahead` behind it went."""

    back: int
    ahead: int
    text: str


@dataclass(frozen=True)
class Writing:
    """Writing that goes on: the text and the cursor it began with, and the command that began it."""

    text: str  # as it was when writing began, after the command's own change
    at: int
    command: Command
    over: Shape | None


@dataclass(frozen=True)
class Repeat:
    """The last change, to do again."""

    command: Command
    over: Shape | None = None  # of a selection: its lines, its last line's length, whether whole lines
    written: Written | None = None


def difference(before: str, after: str) -> Change | None:
    """The smallest change that turns `before` into `after`; None if they are the same."""
    if before == after:
        return None
    shortest = min(len(before), len(after))
    start = _agreeing(shortest, lambda size: before[:size] == after[:size])
    end = _agreeing(shortest - start, lambda size: not size or before[-size:] == after[-size:])
    return Change(start, len(before) - end, after[start : len(after) - end])


def _agreeing(most: int, agree: Callable[[int], bool]) -> int:
    """The largest size up to `most` that agrees, where every smaller one does too."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        if agree(middle):
            least = middle
        else:
            most = middle - 1
    return least


def how_written(writing: Writing, text: str) -> Written | None:
    """How `text` came out of what was there when writing began, told from that place; None if it is the same."""
    before, at = writing.text, writing.at
    if before == text:
        return None
    shortest = min(len(before), len(text))
    start = _agreeing(min(at, shortest), lambda size: before[:size] == text[:size])
    most = min(len(before) - at, shortest - start)
    end = _agreeing(max(0, most), lambda size: not size or before[-size:] == text[-size:])
    return Written(at - start, len(before) - end - at, text[start : len(text) - end])


def shape_of(text: str, over: Range) -> Shape:
    """What is selected, told without its place: lines, the size of the last one, whether they are whole."""
    body = over.of(text)
    return body.count("\n"), len(body) - (body.rfind("\n") + 1), over.lines


def stretch_of(text: str, at: int, shape: Shape) -> Range:
    """A stretch of the same shape from `at` on."""
    rows, last, lines = shape
    to = (lines_further(text, at, rows) if rows else at) or at
    if lines:
        return doing.lines_of(text, at, to)
    if not rows:
        return Range(at, min(line_end(text, at), at + last))
    return Range(at, min(line_end(text, to), line_start(text, to) + last))
