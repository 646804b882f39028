"""Signs drawn over the editor's lines: found places, lines that go on, the line of an error. *Screen side.*"""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

GOES_ON = "↳ "  # before the rest of a line that is wrapped
LEFT, RIGHT = "‹", "›"  # where a line goes on beyond the edge
FOUND = Style(underline=True)
HERE = Style(underline=True, bold=True, reverse=True)


def in_gutter(strip: Strip, sign: str, gutter: int, style: Style) -> Strip:
    """`strip` with `sign` (two cells) at the end of its gutter of `gutter` cells."""
    return _over(strip, sign, gutter - 2, gutter, style)


def raised(strip: Strip, colour: str) -> Strip:
    """`strip` on a background of `colour`."""
    under = Style(bgcolor=colour)
    return Strip([Segment(s.text, (s.style or Style()) + under, s.control) for s in strip], strip.cell_length)


def at_edge(strip: Strip, sign: str, cell: int, style: Style) -> Strip:
    """`strip` with `sign` in the place of what stands in `cell`; a wide character cut in two leaves a blank."""
    return _over(strip, sign, cell, cell + 1, style)


def _over(strip: Strip, sign: str, start: int, end: int, style: Style) -> Strip:
    """`strip` with `sign` from cell `start` to before `end`, on the background that is there."""
    under = next((segment.style for segment in strip.crop(start, end) if segment.style), Style())
    sign_there = Segment(sign, Style(bgcolor=under.bgcolor) + style)
    return Strip([*strip.crop(0, start), sign_there, *strip.crop(end, strip.cell_length)], strip.cell_length)
