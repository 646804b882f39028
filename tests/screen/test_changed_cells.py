"""Protects the promise that sending only changed cells gives the same picture as sending everything."""

from __future__ import annotations

import random
from typing import Any

import pyte
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tutor.screen.changed_cells import cells_of
from tutor.screen.pen import turn
from tutor.screen.shadow import Shadow

WIDTH, HEIGHT = 40, 12
STYLES = [None, Style(bold=True), Style(color="#ff0000"), Style(bgcolor="#00ff00", underline=True), Style(reverse=True)]
LETTERS = "ab 字é漢─x"
BLANK_ROW = Strip([Segment(" " * WIDTH, Style(bgcolor="#112233"))])


def random_strip(chance: random.Random, width: int) -> Strip:
    """A strip of exactly `width` cells, of one or more segments, with characters of one and two cells."""
    segments: list[Segment] = []
    left = width
    while left:
        letter = chance.choice(LETTERS if left > 1 else "ab x")
        style = segments[-1].style if segments and chance.random() < 0.7 else chance.choice(STYLES)
        segments.append(Segment(letter, style))
        left -= segments[-1].cell_length
    return Strip(segments)


def front(cell: Any) -> str:
    """The foreground, where it can be seen."""
    return "" if cell.data == " " and not cell.underscore and not cell.reverse else str(cell.fg)


def picture(screen: pyte.Screen) -> list[list[tuple[object, ...]]]:
    rows = []
    for y in range(HEIGHT):
        row = screen.buffer[y]
        cells = [row[x] for x in range(WIDTH)]
        rows.append([(c.data, front(c), c.bg, bool(front(c)) and c.bold, c.underscore, c.reverse) for c in cells])
    return rows


def rows_at_random(chance: random.Random, count: int) -> list[Strip]:
    return [random_strip(chance, WIDTH) if chance.random() < 0.7 else BLANK_ROW for _ in range(count)]


def scrolled(chance: random.Random, rows: list[Strip]) -> list[Strip]:
    """`rows`, a block of them moved up or down, some of those and of the others changed."""
    rows = list(rows)
    first, last = sorted(chance.sample(range(HEIGHT + 1), 2))
    block, step = rows[first:last], chance.choice([-3, -2, -1, 1, 2, 3])
    new = rows_at_random(chance, len(block))
    kept = [block[at - step] if 0 <= at - step < len(block) else new[at] for at in range(len(block))]
    rows[first:last] = kept
    for _ in range(chance.randrange(3)):
        rows[chance.randrange(HEIGHT)] = random_strip(chance, WIDTH)
    return rows


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32), st.booleans())
def test_pictures_are_the_same_as_when_all_is_sent(seed: int, erases: bool) -> None:
    chance = random.Random(seed)
    shadow = Shadow(WIDTH, erases=erases)
    changed, whole = pyte.Screen(WIDTH, HEIGHT), pyte.Screen(WIDTH, HEIGHT)
    to_changed, to_whole = pyte.Stream(changed), pyte.Stream(whole)
    rows = [BLANK_ROW] * HEIGHT
    for _ in range(15):
        sent = range(HEIGHT) if chance.random() < 0.8 else sorted(chance.sample(range(HEIGHT), 3))
        new = scrolled(chance, rows)
        rows = [new[y] if y in sent else rows[y] for y in range(HEIGHT)]
        frame = [(y, 0, cells_of(rows[y], ColorSystem.TRUECOLOR)) for y in sent]
        to_changed.feed(shadow.frame(frame))
        for y, x, cells in frame:
            to_whole.feed(Shadow().frame([(y, x, cells)]))
        assert picture(changed) == picture(whole)
        assert shadow.frame(frame) == ""


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_pieces_of_rows_are_put_where_they_belong(seed: int) -> None:
    chance = random.Random(seed)
    shadow = Shadow(WIDTH, erases=True)
    changed, whole = pyte.Screen(WIDTH, HEIGHT), pyte.Screen(WIDTH, HEIGHT)
    to_changed, to_whole = pyte.Stream(changed), pyte.Stream(whole)
    for _ in range(20):
        frame = []
        for _ in range(chance.randrange(1, 5)):
            x = chance.randrange(WIDTH)
            text = "".join(chance.choice("ab x") for _ in range(chance.randrange(1, WIDTH - x + 1)))
            strip = Strip([Segment(text, chance.choice(STYLES))])
            frame.append((chance.randrange(HEIGHT), x, cells_of(strip, ColorSystem.TRUECOLOR)))
        to_changed.feed(shadow.frame(frame))
        for y, x, cells in frame:
            to_whole.feed(Shadow().frame([(y, x, cells)]))
        assert picture(changed) == picture(whole)


def page(first: int) -> list[tuple[int, int, list[tuple[str, str]]]]:
    """A page of 80 by 24 that is scrolled to `first`, with a column on the right that stays."""
    style = Style(color="#102030", bgcolor="#405060")
    rows = [f"{random.Random(first + y).randbytes(30).hex():<79}|" for y in range(24)]
    return [(y, 0, cells_of(Strip([Segment(text, style)]), ColorSystem.TRUECOLOR)) for y, text in enumerate(rows)]


def test_rows_that_moved_are_moved_by_the_terminal() -> None:
    shadow = Shadow(80, erases=True)
    shadow.frame(page(0))
    for first in (1, 3, 2, 0):
        assert len(shadow.frame(page(first))) < 250


def test_a_style_is_told_by_what_differs() -> None:
    assert turn("", "1;31") == "\x1b[1;31m"
    assert turn("1;31", "") == "\x1b[m"
    assert turn("38;2;1;2;3;48;2;100;100;100", "38;2;4;5;6;48;2;100;100;100") == "\x1b[38;2;4;5;6m"
    assert turn("1;38;2;100;100;100;48;2;100;100;100", "38;2;100;100;100;48;2;100;100;100") == "\x1b[22m"
    assert turn("1;2;38;5;7;48;5;200", "2;38;5;7;48;5;200") == "\x1b[22;2m"
    assert turn("53;31;48;5;200", "31;48;5;200") == "\x1b[0;31;48;5;200m"
    assert turn("48;2;1;2;3", "32") == "\x1b[0;32m"


def test_nothing_is_sent_for_what_is_already_there() -> None:
    shadow = Shadow()
    cells = cells_of(Strip([Segment("hello 字")]), ColorSystem.TRUECOLOR)
    assert shadow.frame([(0, 0, cells)])
    assert shadow.frame([(0, 0, cells)]) == ""


def test_one_changed_letter_costs_a_few_bytes() -> None:
    shadow = Shadow()
    style = Style(color="#102030", bgcolor="#405060")
    shadow.frame([(3, 0, cells_of(Strip([Segment("a" * 80, style)]), ColorSystem.TRUECOLOR))])
    after = cells_of(Strip([Segment("a" * 40 + "b" + "a" * 39, style)]), ColorSystem.TRUECOLOR)
    assert len(shadow.frame([(3, 0, after)])) < 60


def test_forgetting_sends_everything_again() -> None:
    shadow = Shadow()
    cells = cells_of(Strip([Segment("hello")]), ColorSystem.TRUECOLOR)
    first = shadow.frame([(0, 0, cells)])
    shadow.forget()
    assert shadow.frame([(0, 0, cells)]) == first


def test_combining_marks_stay_on_their_letter() -> None:
    cells = cells_of(Strip([Segment("e\u0301字\u0301x")]), ColorSystem.TRUECOLOR)
    assert [text for text, _ in cells] == ["e\u0301", "字\u0301", "", "x"]
