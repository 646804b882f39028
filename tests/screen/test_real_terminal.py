"""Protects what a real terminal gets: few bytes, whole pictures at each size, and pastes of any size survived."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.screen.material import Person

Seat = Callable[..., Person]
CHECK, PANE, QUIT = "\x12", "\x0f", "\x11"


# What is typed in turn, and the most bytes that each of its keys may cost.
TYPED = {
    "letters at the end, a name that is completed among them": ([*"some = torch.ar"], 150),
    "letters in the middle": ([*"(x, y)"], 150),
    "backspace": (["\x7f"] * 3, 150),
    "a quote, which colours what follows, and the one that ends it": ([*"'a'"], 150),
    "a Chinese character": (["字"], 150),
    "Enter at the end": (["\r"], 150),
    "Enter above other lines, which all move": (["\r"], 250),
    "undo": (["\x1a"], 250),
    "arrows": (["\x1b[A", "\x1b[D"], 150),
}
FIRST_MOVE = {"letters in the middle": "\x1b[D" * 5, "Enter above other lines, which all move": "\x1b[A\x1b[A"}


def test_a_typed_key_costs_few_bytes_and_an_idle_screen_none(person: Seat) -> None:
    seated = person("start/steps/double")
    seated.until("Write it")
    seated.read(3.0)  # meanwhile the host has started, and what it found is told
    seated.press(PANE)
    seated.until("def double")
    for letter in "\x1b[1;5F#\x7f":
        seated.press(letter)
    seated.read(2.0)
    assert seated.read(1.0) == 0
    for kind, (keys, most) in TYPED.items():
        if kind in FIRST_MOVE:
            seated.press(FIRST_MOVE[kind])
            seated.read(1.0)
        for key in keys:
            before = seated.received
            seated.press(key)
            seated.read(0.4)
            assert seated.received - before <= most, (kind, key, seated.tail)
    seated.read(1.5)
    assert seated.read(1.0) == 0


def test_a_page_turn_costs_less_than_three_thousand_bytes(tmp_path: Path) -> None:
    """On the built-in course's own pages, which are full."""
    seated = Person(["start", "tensor-basics/strides-and-views"], tmp_path / "person", (80, 24))
    try:
        seated.until("page 1 of 7")
        seated.read(2.0)
        for number, key in ((2, "\x0e"), (3, "\x0e"), (2, "\x10")):
            before = seated.received
            seated.press(key)
            seated.until(f"page {number} of 7")
            seated.read(0.5)
            assert seated.received - before <= 3000
    finally:
        seated.close()


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 48)])
def test_each_size_shows_where_one_is_what_to_do_and_the_keys(person: Seat, size: tuple[int, int]) -> None:
    seated = person("start/steps/double", size=size)
    seated.until("Your task: Twice as much")
    rows = seated.screen.display
    assert "The start › First steps" in rows[0] and "page 2 of 4" in rows[0] and "0 of 3 done" in rows[0]
    assert "^r check" in rows[-1] and "F1 help" in rows[-1]
    assert ("def double" in seated.text) == (size[0] >= 100)


def test_resizing_redraws_everything(person: Seat) -> None:
    seated = person("start/steps/double", size=(120, 30))
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
    seated = person("start/steps/double", size=(120, 30))
    seated.until("def double")
    seated.press("\x1b[200~" + "x = 1\n" * (2 << 18) + "\x1b[201~")
    seated.until("too large")
    seated.press("STILL")
    seated.until("STILL")


def test_bytes_that_are_no_text_do_not_end_the_program(person: Seat) -> None:
    seated = person("start/steps/double", size=(120, 30))
    seated.until("def double")
    seated.child.send(b"\xff\xfe")
    seated.press("STILL")
    seated.until("STILL")


def test_without_colour_and_with_sixteen_the_words_are_the_same(person: Seat) -> None:
    texts = []
    for environment in ({}, {"NO_COLOR": "1"}, {"TERM": "xterm"}):
        seated = person("start/steps/double", size=(120, 30), **environment)
        seated.until("Your task")
        seated.until("def double")
        seated.read(0.5)
        texts.append(seated.text)
        seated.press(QUIT)
        seated.ended()
    assert texts[0].replace("saved", "") == texts[1].replace("saved", "") == texts[2].replace("saved", "")


def picture(seated: Person) -> list[list[tuple[object, ...]]]:
    """Every cell with its colours and attributes; what stands in a blank's foreground can't be seen."""
    rows = []
    for y in range(seated.rows):
        cells = [seated.screen.buffer[y][x] for x in range(seated.columns)]
        rows.append(
            [(c.data, c.fg if c.data.strip() else "", c.bg, c.bold, c.italics, c.underscore, c.reverse) for c in cells]
        )
    return rows


def test_pictures_are_those_of_textual_as_it_comes(person: Seat) -> None:
    ours, stock = (person("start/steps/double", size=(110, 30), stock=stock) for stock in (False, True))
    steps = ["", "\x07", "\x1bOP", "\x1b", "\x10ab", "\x0e", "word = '字' # 漢\r", "\x1b[A\x1b[A", "\x07", PANE, "\x14"]
    for seated in (ours, stock):
        seated.until("def double")
    for step in steps:
        ours.press(step)
        stock.press(step)
        settle(ours, stock)
        assert ours.text == stock.text, step
        assert picture(ours) == picture(stock), step
    assert ours.received < stock.received / 2


def settle(*seated: Person) -> None:
    """Read until both are silent and show the same, or have been silent for long enough to be told apart."""
    for _ in range(20):
        came = [one.read(0.3) for one in seated]
        if not any(came) and picture(seated[0]) == picture(seated[1]):
            return


def test_the_first_question_is_in_sight_when_its_page_opens(tmp_path: Path) -> None:
    seated = Person(["start", "tensor-basics/shape/shape"], tmp_path / "person", (100, 30))
    try:
        seated.until("Question 2 of 6")
        seated.until("Question 1 of 6")
        seated.press("\t\t\t\t\t")
        seated.until("Question 6 of 6")
    finally:
        seated.close()
