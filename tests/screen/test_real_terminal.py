"""Protects what a real terminal gets: few bytes, whole pictures at each size, and pastes of any size survived."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.screen.material import Person, read_all

Seat = Callable[..., Person]
CHECK, PANE, QUIT = "\x12", "\x0f", "\x11"


def test_a_typed_key_costs_few_bytes_and_an_idle_screen_none(person: Seat) -> None:
    """Over a real line; what each kind of key costs is counted in `test_wire.py`."""
    seated = person("start/steps/double", host="bare")
    seated.until("Write it")
    seated.press(PANE)
    seated.until("def double")
    seated.press("\x1b[1;5F")
    while seated.read(1.0):  # meanwhile the host has started, and what it found is told
        pass
    before = seated.received
    for letter in "qwertyuiop":
        seated.press(letter)
        seated.read()
    seated.until("qwertyuiop")
    while seated.read(1.0):
        pass
    assert seated.received - before <= 10 * 150
    assert seated.read(1.0) == 0


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 48)])
def test_each_size_shows_where_one_is_what_to_do_and_the_keys(person: Seat, size: tuple[int, int]) -> None:
    seated = person("start/steps/double", size=size, host="bare")
    seated.until("Your task: Twice as much")
    rows = seated.screen.display
    assert "The start › First steps" in rows[0] and "page 2 of 4" in rows[0] and "0 of 3 done" in rows[0]
    assert "^r check" in rows[-1] and "F1 help" in rows[-1]
    assert ("def double" in seated.text) == (size[0] >= 100)


def test_resizing_redraws_everything(person: Seat) -> None:
    seated = person("start/steps/double", size=(120, 30), host="bare")
    seated.until("def double")
    seated.child.setwinsize(24, 80)
    seated.screen.resize(24, 80)
    seated.screen.reset()
    seated.until("def double")
    seated.until(r"\^r check .* F1 help")
    assert all(len(row) <= 80 for row in seated.screen.display)


def test_keys_that_arrive_together_take_effect_in_order(person: Seat) -> None:
    seated = person("start/steps/double", size=(120, 30))
    seated.until("def double")
    end, up = "\x1b[1;5F", "\x1b[A"
    seated.press(end + "\rdef double(x):\rreturn x * 3" + "\x7f2" + up + up + "# above" + end + CHECK)
    seated.until("Passed")
    assert "6  # above" in seated.text


def test_a_paste_too_large_is_refused_in_one_line_and_typing_goes_on(person: Seat) -> None:
    seated = person("start/steps/double", size=(120, 30), host="bare")
    seated.until("def double")
    seated.press("\x1b[200~" + "x = 1\n" * (2 << 18) + "\x1b[201~")
    seated.until("too large")
    seated.press("STILL")
    seated.until("STILL")


def test_bytes_that_are_no_text_do_not_end_the_program(person: Seat) -> None:
    seated = person("start/steps/double", size=(120, 30), host="bare")
    seated.until("def double")
    seated.child.send(b"\xff\xfe")
    seated.press("STILL")
    seated.until("STILL")


def test_without_colour_and_with_sixteen_the_words_are_the_same(person: Seat) -> None:
    texts = []
    for environment in ({}, {"NO_COLOR": "1"}, {"TERM": "xterm"}):
        seated = person("start/steps/double", size=(120, 30), host="bare", **environment)
        seated.until("Your task")
        seated.until("def double")
        seated.until(" cpu ")
        read_all([seated], 0.3)
        texts.append(seated.text)
        seated.press(QUIT)
        seated.ended()
    assert texts[0].replace("saved", "") == texts[1].replace("saved", "") == texts[2].replace("saved", "")


def test_the_first_question_is_in_sight_when_its_page_opens(tmp_path: Path) -> None:
    seated = Person(["start", "tensor-basics/shape/shape"], tmp_path / "person", (100, 30), host="light")
    try:
        seated.until("Question 2 of 6")
        seated.until("Question 1 of 6")
        seated.press("\t\t\t\t\t")
        seated.until("Question 6 of 6")
    finally:
        seated.close()
