"""A figure drawn in text, with ticks and labels: dots of Braille for lines, blocks for bars, or other `glyphs`.
*Any side.*

What is drawn is plain data, places in fractions of the axes (see `tutor.runner.pictures`). Each series has a role of
its own; where there are several, a letter at its end tells it apart without colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from tutor.course import glyphs
from tutor.course.cells import cells
from tutor.course.spans import Line, Role, Span, fold

Place = tuple[float, float]

ROWS = 13
WIDEST = 64
NARROWEST = 8
SERIES: tuple[Role, ...] = ("series1", "series2", "series3")
BLOCKS = " ▁▂▃▄▅▆▇█"
SHADE = " ░▒▓█"
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))  # by row and column within one character
_QUARTERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"  # by bits: upper left, upper right, lower left, lower right
_UPPER, _LOWER = 0x01 | 0x02 | 0x08 | 0x10, 0x04 | 0x20 | 0x40 | 0x80  # of the dots of a character
_LEFT = 0x01 | 0x02 | 0x04 | 0x40
_ASCII = " '.:"  # by bits: the upper half, the lower half


def draw_figure(figure: Mapping[str, Any], width: int, *, kind: str = "", rows: int = ROWS) -> list[Line]:
    """The figure in lines of at most `width` cells, its axes one below the other, the field of each `rows` high.

    `kind` is one of `glyphs.KINDS`; left out, the one in use.
    """
    kind = kind or glyphs.current()
    lines: list[Line] = []
    if figure.get("title"):
        lines.append([Span(str(figure["title"]), "strong")])
    for axes in figure["axes"]:
        lines += [[]] if lines and lines[-1] else []
        lines += draw_axes(axes, width, kind, rows)
    return lines


def draw_axes(axes: Mapping[str, Any], width: int, kind: str, rows: int = ROWS) -> list[Line]:
    """One axes: title, the field with its ticks at the left and below, labels, and what the series are called."""
    left = _left_ticks(axes["yticks"], rows)
    margin = max((cells(text) for text in left.values()), default=0)
    inside = max(min(width, WIDEST) - margin - 2, NARROWEST)
    paper = Paper(inside, rows, kind)
    ascii_only = kind == glyphs.ASCII
    _paint(paper, axes)
    lines: list[Line] = []
    if axes.get("title"):
        lines += _behind(margin, Span(str(axes["title"]), "strong"), inside)
    if axes.get("ylabel"):
        lines += fold([Span(str(axes["ylabel"]), "dim")], inside)
    for number, row in enumerate(paper.rows()):
        text = left.get(number, "")
        sign = ("+" if text else "|") if ascii_only else ("┤" if text else "│")
        lines.append([Span(" " * (margin - cells(text)) + text + " " + sign, "dim"), *row])
    lines += [[Span(row, "dim")] for row in _bottom(axes["xticks"], margin, inside, ascii_only)]
    if axes.get("xlabel"):
        label = str(axes["xlabel"])
        lines += _behind(margin, Span(" " * max(0, (inside - cells(label)) // 2) + label, "dim"), inside)
    return lines + [row for span in _legend(axes["series"], ascii_only) for row in _behind(margin, span, inside)]


def _behind(margin: int, span: Span, inside: int) -> list[Line]:
    """Words below or above the field, folded where they are too long for it."""
    return [[Span(" " * (margin + 2)), *row] for row in fold([span], inside)]


def _paint(paper: Paper, axes: Mapping[str, Any]) -> None:
    paper.shade(axes.get("shades") or ())
    drawn = axes["series"]
    for number, series in enumerate(drawn):
        role = SERIES[number % len(SERIES)]
        for piece in series["pieces"]:
            spots = [(float(x), float(y)) for x, y in piece]
            if series["kind"] == "bars":
                paper.bars(spots, role)
            elif series["kind"] == "points" or len(spots) == 1:
                paper.points(spots, role)
            else:
                paper.line(spots, role, dashed=bool(series["dashed"]))
                if series.get("marked"):
                    paper.points(spots, role)
        ends = [place for piece in series["pieces"] for place in piece[-1:]]
        if len(named(drawn)) > 1 and series["label"] and ends and series["kind"] == "line":
            paper.letter(letter_of(number), (float(ends[-1][0]), float(ends[-1][1])), role)


def named(drawn: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The series that have a label."""
    return [series for series in drawn if series["label"]]


def letter_of(number: int) -> str:
    """What marks the series of that number: a, b, c, ..."""
    return chr(ord("a") + number % 26)


class Paper:
    """A field of characters, each two dots wide and four dots high."""

    def __init__(self, width: int, height: int, kind: str = glyphs.BRAILLE) -> None:
        self.width, self.height, self._kind = width, height, kind
        self.ascii_only = kind == glyphs.ASCII
        self._dots: dict[tuple[int, int], int] = {}
        self._signs: dict[tuple[int, int], str] = {}
        self._roles: dict[tuple[int, int], Role] = {}

    def line(self, spots: Sequence[Place], role: Role, *, dashed: bool = False) -> None:
        """Join the places by straight dots."""
        steps = 0
        for start, end in pairwise(spots):
            (x0, y0), (x1, y1) = self._dot(start), self._dot(end)
            count = max(abs(x1 - x0), abs(y1 - y0), 1)
            if count > 8 * (self.width + self.height):
                continue
            for step in range(count + 1):
                steps += 1
                if not dashed or steps % 6 < 3:
                    self._put(round(x0 + (x1 - x0) * step / count), round(y0 + (y1 - y0) * step / count), role)

    def points(self, spots: Iterable[Place], role: Role) -> None:
        """A mark at each place."""
        for x, y in map(self._dot, spots):
            if 0 <= x < 2 * self.width and 0 <= y < 4 * self.height:
                self._sign((x // 2, y // 4), "o" if self.ascii_only else "•", role)

    def bars(self, corners: Sequence[Place], role: Role) -> None:
        """Bars, each by two corners that lie across."""
        for (x0, y0), (x1, y1) in zip(corners[::2], corners[1::2], strict=False):
            low, high = sorted((min(max(y0, 0.0), 1.0), min(max(y1, 0.0), 1.0)))
            first, last = sorted((round(x0 * self.width), round(x1 * self.width)))
            for column in range(max(first, 0), min(max(last, first + 1), self.width)):
                self._bar(column, low * self.height, high * self.height, role)

    def _bar(self, column: int, low: float, high: float, role: Role) -> None:
        for row in range(self.height):
            filled = min(high, row + 1) - max(low, row)
            if filled <= 0:
                continue
            eighths = max(round(filled * 8), 1) if low <= row else 8
            sign = ("#" if filled > 0.5 else ".") if self.ascii_only else BLOCKS[eighths]
            self._sign((column, self.height - 1 - row), sign, role)

    def shade(self, field: Sequence[Sequence[float]]) -> None:
        """Lay a field of fractions, the lowest row first, over the whole paper."""
        for row in range(self.height if field else 0):
            for column in range(self.width):
                value = field[(self.height - 1 - row) * len(field) // self.height][column * len(field[0]) // self.width]
                level = min(int(value * len(SHADE)), len(SHADE) - 1)
                self._sign((column, row), " .:+#"[level] if self.ascii_only else SHADE[level], "dim")

    def letter(self, letter: str, place: Place, role: Role) -> None:
        """Write `letter` at a place, or at the edge nearest to it."""
        x, y = self._dot(place)
        column = min(max(x // 2, 0), self.width - 1)
        row = min(max(y // 4, 0), self.height - 1)
        while row < self.height - 1 and self._signs.get((column, row), "").isalpha():
            row += 1
        self._sign((column, row), letter, role)

    def rows(self) -> list[Line]:
        """What was drawn, row by row."""
        return [self._row(row) for row in range(self.height)]

    def _row(self, row: int) -> Line:
        line: Line = []
        for column in range(self.width):
            spot = column, row
            text = self._signs.get(spot) or self._dotted(self._dots.get(spot, 0))
            role = self._roles.get(spot, "body")
            if line and line[-1].role == role:
                line[-1] = Span(line[-1].text + text, role)
            else:
                line.append(Span(text, role))
        if line and not line[-1].text.strip():
            line.pop()
        return line

    def _dotted(self, dots: int) -> str:
        """One character for the dots that are set in it."""
        if not dots:
            return " "
        if self._kind == glyphs.BRAILLE:
            return chr(0x2800 + dots)
        upper, lower = dots & _UPPER, dots & _LOWER
        if self.ascii_only:
            return _ASCII[bool(upper) + 2 * bool(lower)]
        bits = (upper & _LEFT, upper & ~_LEFT, lower & _LEFT, lower & ~_LEFT)
        return _QUARTERS[sum(1 << number for number, bit in enumerate(bits) if bit)]

    def _dot(self, place: Place) -> tuple[int, int]:
        """The dot of a place, counted from the upper left."""
        x, y = place
        return round(x * (2 * self.width - 1)), round((1 - y) * (4 * self.height - 1))

    def _put(self, x: int, y: int, role: Role) -> None:
        if 0 <= x < 2 * self.width and 0 <= y < 4 * self.height:
            spot = x // 2, y // 4
            if not self._signs.get(spot, " ").strip() or self._signs[spot] in SHADE:
                self._signs.pop(spot, None)
            self._dots[spot] = self._dots.get(spot, 0) | _DOTS[y % 4][x % 2]
            self._roles[spot] = role

    def _sign(self, spot: tuple[int, int], sign: str, role: Role) -> None:
        self._signs[spot] = sign
        self._roles[spot] = role


def _left_ticks(ticks: Sequence[Sequence[Any]], height: int) -> dict[int, str]:
    """The texts of the y axis by row: every tick, or every second, ... so that no two are in neighbouring rows."""
    rows = [(min(max(round((1 - float(at)) * (height - 1)), 0), height - 1), str(text)) for at, text in ticks]
    for step in range(1, len(rows)):
        kept = rows[_zero(rows) % step :: step]
        if all(abs(above[0] - below[0]) > 1 for above, below in pairwise(kept)):
            return dict(kept)
    return dict(rows[:1])


def _bottom(ticks: Sequence[Sequence[Any]], margin: int, inside: int, ascii_only: bool) -> list[str]:
    """The x axis: its line with marks, and the texts below those that have room."""
    rule = ["-" if ascii_only else "─"] * inside
    texts = [" "] * inside
    for column, text in _spaced(ticks, inside):
        rule[column] = "+" if ascii_only else "┬"
        start = _start(column, text, inside)
        texts[start : start + cells(text)] = text
    corner = "+" if ascii_only else "└"
    return [" " * (margin + 1) + corner + "".join(rule), (" " * (margin + 2) + "".join(texts)).rstrip()]


def _spaced(ticks: Sequence[Sequence[Any]], inside: int) -> list[tuple[int, str]]:
    """The ticks of the x axis by column: every one, or every second, ... so that their texts don't touch."""
    found = [(min(max(round(float(at) * (inside - 1)), 0), inside - 1), str(text)) for at, text in ticks]
    for step in range(1, len(found)):
        kept = found[_zero(found) % step :: step]
        if all(_start(*one, inside) + cells(one[1]) < _start(*after, inside) for one, after in pairwise(kept)):
            return kept
    return found[:1]


def _start(column: int, text: str, inside: int) -> int:
    """Where a text begins that stands under `column`, or as near as there is room."""
    return max(min(column - cells(text) // 2, inside - cells(text)), 0)


def _zero(ticks: Sequence[tuple[int, str]]) -> int:
    """The number of the tick at zero: if not all can be shown, that one is."""
    return next((number for number, (_, text) in enumerate(ticks) if not text.strip("-0.")), 0)


def _legend(drawn: Sequence[Mapping[str, Any]], ascii_only: bool) -> list[Span]:
    """What the series are called, each with its letter where there are several."""
    known = named(drawn)
    spans: list[Span] = []
    for number, series in enumerate(drawn):
        if series["label"]:
            mark = f"{letter_of(number)} " if len(known) > 1 and series["kind"] == "line" else ""
            points, bars = "o#" if ascii_only else "•█"
            sign = {"points": f"{points} ", "bars": f"{bars} "}.get(series["kind"], "")
            text = (mark or sign) + str(series["label"])
            spans.append(Span(text, SERIES[number % len(SERIES)]))
    return spans
