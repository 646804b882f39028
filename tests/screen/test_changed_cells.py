"""Protects the promise that sending only changed cells gives the same picture as sending everything."""

from __future__ import annotations

import random

import pyte
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tutor.screen.changed_cells import Shadow, cells_of

WIDTH, HEIGHT = 24, 6
STYLES = [None, Style(bold=True), Style(color="#ff0000"), Style(bgcolor="#00ff00", underline=True), Style(reverse=True)]
LETTERS = "ab 字é漢─x"


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


def picture(screen: pyte.Screen) -> list[list[tuple[object, ...]]]:
    rows = []
    for y in range(HEIGHT):
        row = screen.buffer[y]
        rows.append([(c.data, c.fg, c.bg, c.bold, c.underscore, c.reverse) for c in (row[x] for x in range(WIDTH))])
    return rows


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_pictures_are_the_same_as_when_all_is_sent(seed: int) -> None:
    chance = random.Random(seed)
    shadow = Shadow()
    changed, whole = pyte.Screen(WIDTH, HEIGHT), pyte.Screen(WIDTH, HEIGHT)
    to_changed, to_whole = pyte.Stream(changed), pyte.Stream(whole)
    for y in range(HEIGHT):
        blank = cells_of(Strip([Segment(" " * WIDTH)]), ColorSystem.TRUECOLOR)
        to_changed.feed(shadow.draw(y, 0, blank))
    for _ in range(12):
        x = chance.randrange(WIDTH)
        # A neighbour's wide character is never cut in two: Textual draws such rows whole.
        x, size = (0, WIDTH) if chance.random() < 0.8 else (x, 0)
        if not size:
            continue
        cells = cells_of(random_strip(chance, size), ColorSystem.TRUECOLOR)
        y = chance.randrange(HEIGHT)
        to_changed.feed(shadow.draw(y, x, cells))
        to_whole.feed(Shadow().draw(y, x, cells))
        assert picture(changed) == picture(whole)


def test_nothing_is_sent_for_what_is_already_there() -> None:
    shadow = Shadow()
    cells = cells_of(Strip([Segment("hello 字")]), ColorSystem.TRUECOLOR)
    assert shadow.draw(0, 0, cells)
    assert shadow.draw(0, 0, cells) == ""


def test_one_changed_letter_costs_a_few_bytes() -> None:
    shadow = Shadow()
    style = Style(color="#102030", bgcolor="#405060")
    shadow.draw(3, 0, cells_of(Strip([Segment("a" * 80, style)]), ColorSystem.TRUECOLOR))
    after = cells_of(Strip([Segment("a" * 40 + "b" + "a" * 39, style)]), ColorSystem.TRUECOLOR)
    assert len(shadow.draw(3, 0, after)) < 60


def test_forgetting_sends_everything_again() -> None:
    shadow = Shadow()
    cells = cells_of(Strip([Segment("hello")]), ColorSystem.TRUECOLOR)
    first = shadow.draw(0, 0, cells)
    shadow.forget()
    assert shadow.draw(0, 0, cells) == first


def test_combining_marks_stay_on_their_letter() -> None:
    cells = cells_of(Strip([Segment("e\u0301字\u0301x")]), ColorSystem.TRUECOLOR)
    assert [text for text, _ in cells] == ["e\u0301", "字\u0301", "", "x"]
