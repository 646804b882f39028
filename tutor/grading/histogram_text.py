"""A sample drawn as bars, with the band in which chance would leave each of them. *Any side.* Headless.

    from
     -1.5  ████[███     ]
     -1.0  █████[███████] ███   too many

What is drawn comes from a child (`tutor.grading.distribution.histogram`): nothing in it is trusted to be of its kind.
"""

from __future__ import annotations

import math
from typing import Any

from tutor.course import glyphs
from tutor.course.cells import cells
from tutor.course.lines import Line, Span, line, words
from tutor.language import _

MOST_BARS = 40
WIDEST = 60  # cells of the longest bar
NARROWEST = 8


def histogram_lines(told: Any, width: int) -> list[Line]:
    """The bars, one a line, those outside their band marked; nothing where `told` is no histogram."""
    bars = _bars(told)
    if not bars:
        return []
    labels = _labels([bar[0] for bar in bars], is_each=bool(told.get("is_each")))
    margin = max(map(cells, labels))
    many, few = _("too many"), _("too few")
    room = min(width - margin - 1 - 2 - 2 - max(cells(many), cells(few)), WIDEST)
    if room < NARROWEST:
        return []
    longest = max(max(got, high) for _value, got, _low, high in bars)
    lines: list[Line] = [[], *words(width, *_key())]
    for label, (_value, got, low, high) in zip(labels, bars, strict=True):
        drawn = _bar(got / longest, low / longest, high / longest, room)
        off = many if got > high else few if got < low else ""
        marks = [Span("  "), Span(off, "differs")] if off else []
        lines.append([*line((label.rjust(margin) + "  ", "dim")), *drawn, *marks])
    return lines


def _key() -> list[tuple[str, str]]:
    told = _("your values;")
    return [
        (glyphs.drawn("█"), "got"),
        (f" {told} ", "dim"),
        ("[ ]", "expected"),
        (" " + _("where chance would leave each bar"), "dim"),
    ]


def _bars(told: Any) -> list[tuple[float, float, float, float]]:
    """Value, fraction, and the band, of each bar; none where they can't be read."""
    try:
        columns = [[float(each) for each in told[key]][:MOST_BARS] for key in ("labels", "got", "low", "high")]
    except (KeyError, TypeError, ValueError):
        return []
    rows = list(zip(*columns, strict=False))
    fits = all(0 <= each <= 1 for row in rows for each in row[1:]) and all(math.isfinite(row[0]) for row in rows)
    return rows if fits and any(max(row[1], row[3]) > 0 for row in rows) else []


def _labels(values: list[float], *, is_each: bool) -> list[str]:
    """The values with as few digits as tell them apart; of bins where each begins, the first one open below."""
    written = [f"{value:.{digits}g}" for digits in (2,) for value in values]
    for digits in range(2, 10):
        written = [f"{value:.{digits}g}" for value in values]
        if len(set(written)) == len(values):
            break
    if not is_each and len(written) > 1:
        written[0] = f"< {written[1]}"
    return written


def _bar(got: float, low: float, high: float, room: int) -> Line:
    """A bar of `room` cells with its band's brackets; all three are fractions of the longest."""
    filled = round(got * room)
    first, last = min(round(low * room), room - 1), min(max(round(high * room), round(low * room) + 1), room)
    full, thin = glyphs.drawn("█"), glyphs.drawn("▏") if not glyphs.is_plain() else "|"
    spans: Line = []
    for at in range(room + 1):
        sign, role = (full, "got") if at < filled else (" ", "body")
        if not filled and at == 0 and got > 0:
            sign, role = thin, "got"
        if at in (first, last):
            sign, role = ("[" if at == first else "]"), "expected"
        if spans and spans[-1].role == role:
            spans[-1] = Span(spans[-1].text + sign, role)
        else:
            spans.append(Span(sign, role))
    return spans
