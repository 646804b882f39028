"""Protects what is typed and pasted at a real terminal: without marks, with them, and keys as terminals send them."""

from __future__ import annotations

from collections.abc import Callable

from tests.screen.material import Person

Seat = Callable[..., Person]
START, END = "\x1b[200~", "\x1b[201~"
CODE = "def f(x):\r    if x:\r        return [(x\r    return '\r"


def seat_with_nothing(person: Seat) -> Person:
    seated = person("start/steps/double", size=(110, 30))
    seated.until("def double")
    seated.press("\x1b[1;5F")  # ctrl+end
    seated.read(0.3)
    return seated


def test_a_paste_without_marks_is_neither_indented_nor_closed(person: Seat) -> None:
    seated = seat_with_nothing(person)
    seated.press(CODE)
    seated.until("return '")
    rows = [row[row.rindex("│") + 1 :].rstrip() for row in seated.screen.display if "│" in row]
    shown = [row[2:].strip(" ") if row[:1].isdigit() else row for row in rows]
    assert any(row.endswith("        return [(x") for row in rows), shown
    assert "[(x)]" not in seated.text and "''" not in seated.text


def test_a_paste_with_marks_is_left_as_it_is(person: Seat) -> None:
    seated = seat_with_nothing(person)
    seated.press(START + "g([{'" + END)
    seated.until(r"g\(\[\{'")
    assert "g([{'}" not in seated.text and "g([{''" not in seated.text


def test_typed_brackets_close_and_control_underscore_comments(person: Seat) -> None:
    seated = seat_with_nothing(person)
    for key in "g([":
        seated.press(key)
    seated.until(r"g\(\[\]\)")
    seated.press("\x1f")
    seated.until(r"# g\(\[\]\)")


def test_a_pane_that_is_asked_for_while_questions_are_prepared_keeps_the_focus(person: Seat) -> None:
    """Protects `^n^o` in one packet: the questions, posed a moment later, took the focus back from the text."""
    seated = person("start/steps/double", size=(110, 30))
    seated.until("def double")
    seated.press("\x0e\x0f")  # ctrl+n, ctrl+o
    seated.until(r"x\.clone")
    seated.until(r"\^o answer")
    seated.press("\x0f")
    seated.until(r"mark.*\^o text")
