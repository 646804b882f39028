"""Protects what keys do in the editor, pressed as a person would."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.events import Paste
from textual.pilot import Pilot

from tutor.screen.editor import Editor, TooMuchPasted
from tutor.screen.theme import DARK, themes

Editing = Callable[..., AbstractAsyncContextManager[tuple[Editor, Pilot[Any]]]]


class Desk(App[None]):
    """An editor and nothing else."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.start = text
        self.refused: list[int] = []
        for theme in themes():
            self.register_theme(theme)
        self.theme = DARK

    def compose(self) -> ComposeResult:
        yield Editor(self.start)

    def on_too_much_pasted(self, event: TooMuchPasted) -> None:
        self.refused.append(event.size)


@pytest.fixture
def editing() -> Editing:
    @asynccontextmanager
    async def opening(text: str = "", cursor: tuple[int, int] = (0, 0)) -> AsyncIterator[tuple[Editor, Pilot[Any]]]:
        app = Desk(text)
        async with app.run_test(size=(40, 12)) as pilot:
            editor = app.query_one(Editor)
            editor.focus()
            editor.open(text, cursor)
            await pilot.pause()
            yield editor, pilot

    return opening


async def test_python_is_highlighted(editing: Editing) -> None:
    async with editing("def f(x):\n    return x\n", (2, 0)) as (editor, _):
        assert editor.language == "python"
        styles = {segment.text: segment.style for segment in editor.render_line(0)}
        assert styles["def"].color != styles["f"].color


async def test_enter_indents_after_a_colon_and_goes_back_after_return(editing: Editing) -> None:
    async with editing() as (editor, pilot):
        await pilot.press(*"def f(x):", "enter", *"return x", "enter", "y")
        assert editor.text == "def f(x):\n    return x\ny"


async def test_enter_within_the_indentation_moves_the_line_down(editing: Editing) -> None:
    async with editing("    x = 1", (0, 0)) as (editor, pilot):
        await pilot.press("enter")
        assert editor.text == "\n    x = 1"


async def test_backspace_in_the_indentation_takes_a_whole_step(editing: Editing) -> None:
    async with editing("        x", (0, 8)) as (editor, pilot):
        await pilot.press("backspace")
        assert editor.text == "    x"


async def test_tab_and_shift_tab_move_all_selected_lines(editing: Editing) -> None:
    async with editing("a\n\nb\n") as (editor, pilot):
        await pilot.press("shift+down", "shift+down", "shift+down", "tab")
        assert editor.text == "    a\n\n    b\n"
        await pilot.press("shift+tab")
        assert editor.text == "a\n\nb\n"
        assert editor.selected_text == "a\n\nb\n"


async def test_comments_toggle_and_undo(editing: Editing) -> None:
    async with editing("x = 1\ny = 2", (1, 3)) as (editor, pilot):
        editor.action_comment()
        assert editor.text == "x = 1\n# y = 2"
        assert editor.cursor_location == (1, 5)
        await pilot.press("ctrl+z")
        assert editor.text == "x = 1\ny = 2"
        await pilot.press("ctrl+y")
        assert editor.text == "x = 1\n# y = 2"


async def test_escape_stays_in_the_editor(editing: Editing) -> None:
    async with editing("x") as (editor, pilot):
        await pilot.press("escape")
        assert editor.has_focus and editor.text == "x"


async def test_a_paste_is_left_as_it_is(editing: Editing) -> None:
    async with editing() as (editor, pilot):
        text = "if x:\n  y = '[b]'\n\tz\n"
        editor.post_message(Paste(text))
        await pilot.pause()
        assert editor.text == text


async def test_a_paste_that_is_too_large_is_refused_and_told(editing: Editing) -> None:
    async with editing("keep") as (editor, pilot):
        editor.post_message(Paste("x" * (1 << 20)))
        await pilot.pause()
        assert editor.text == "keep"
        assert isinstance(pilot.app, Desk) and pilot.app.refused == [1 << 20]


async def test_control_characters_are_drawn_and_never_sent(editing: Editing) -> None:
    async with editing("a\x1b[31mb\x07") as (editor, _):
        drawn = "".join(segment.text for segment in editor.render_line(0))
        assert "\x1b" not in drawn and "\x07" not in drawn
        assert "␛[31mb␇" in drawn
        assert editor.text == "a\x1b[31mb\x07"


async def test_the_line_of_an_error_is_marked_until_something_above_it_changes(editing: Editing) -> None:
    async with editing("a\nb\nc") as (editor, pilot):
        editor.mark(2)
        drawn = "".join(segment.text for segment in editor.render_line(1))
        assert drawn.startswith(" 2! b")
        editor.move_cursor((2, 0))
        await pilot.press("x")
        assert editor.marked == 2
        editor.move_cursor((1, 0))
        await pilot.press("x")
        assert editor.marked is None


async def test_long_lines_wrap_so_that_nothing_is_cut_off(editing: Editing) -> None:
    async with editing("x = " + "y" * 60) as (editor, _):
        drawn = "".join("".join(segment.text for segment in editor.render_line(y)) for y in range(3))
        assert drawn.count("y") == 60


async def test_undo_survives_leaving_and_coming_back(editing: Editing) -> None:
    async with editing("one") as (editor, pilot):
        await pilot.press("x")
        opened = editor.leave()
        editor.open("two")
        await pilot.press("ctrl+z")
        assert editor.text == "two"
        editor.reopen(opened)
        assert editor.text == "xone"
        await pilot.press("ctrl+z")
        assert editor.text == "one"
