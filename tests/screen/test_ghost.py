"""Protects the rest of a name behind the cursor: Tab takes it, and nothing else that is pressed ever does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.screen.test_editor import Desk
from tutor.screen.editing.completing import Completer, Tables
from tutor.screen.editor import Editor

TABLES = Tables({"torch": ["arange", "softmax"], "torch.Tensor": ["expand"]})


@asynccontextmanager
async def editing(text: str, cursor: tuple[int, int]) -> AsyncIterator[tuple[Editor, Pilot[Any]]]:
    app = Desk(text)
    async with app.run_test(size=(40, 12)) as pilot:
        editor = app.query_one(Editor)
        editor.focus()
        editor.open(text, cursor)
        editor.completer = Completer(TABLES)
        await pilot.pause()
        yield editor, pilot


def drawn(editor: Editor, row: int = 0) -> str:
    return "".join(segment.text for segment in editor.render_line(row)).rstrip()


async def test_tab_takes_what_is_offered() -> None:
    async with editing("", (0, 0)) as (editor, pilot):
        await pilot.press(*"torch.ar")
        assert editor.suggestion == "ange"
        assert drawn(editor).endswith("torch.arange")
        assert editor.text == "torch.ar"
        await pilot.press("tab")
        assert editor.text == "torch.arange"
        assert editor.suggestion == ""
        await pilot.press("ctrl+z")
        assert editor.text == "torch.ar"


async def test_typing_on_through_it_takes_nothing_away() -> None:
    async with editing("", (0, 0)) as (editor, pilot):
        await pilot.press(*"torch.ar")
        await pilot.press("a")
        assert (editor.text, editor.suggestion) == ("torch.ara", "nge")
        await pilot.press("x")
        assert (editor.text, editor.suggestion) == ("torch.arax", "")


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("enter", "torch.ar\n"),
        ("right", "torch.ar"),
        ("end", "torch.ar"),
        ("left", "torch.ar"),
        ("up", "torch.ar"),
        ("down", "torch.ar"),
        ("escape", "torch.ar"),
        ("backspace", "torch.a"),
        ("space", "torch.ar "),
        ("shift+left", "torch.ar"),
        ("ctrl+end", "torch.ar"),
    ],
)
async def test_nothing_else_takes_it_and_it_vanishes(key: str, text: str) -> None:
    async with editing("", (0, 0)) as (editor, pilot):
        await pilot.press(*"torch.ar", key)
        assert (editor.text, editor.suggestion) == (text, "")


async def test_tab_indents_where_nothing_is_offered() -> None:
    async with editing("", (0, 0)) as (editor, pilot):
        await pilot.press("tab", *"torch.ar", "escape", "tab")
        assert editor.text == "    torch.ar    "


async def test_nothing_is_offered_in_strings_and_comments() -> None:
    async with editing('"""\n\n"""\n\n', (1, 0)) as (editor, pilot):
        await pilot.press(*"torch.ar")
        assert editor.suggestion == ""
        editor.move_cursor((3, 0))
        await pilot.press(*"# torch.ar")
        assert editor.suggestion == ""
        await pilot.press("enter", *"x = 'torch.ar")
        assert editor.suggestion == ""


async def test_nothing_is_offered_in_the_middle_of_a_word() -> None:
    async with editing("torch.xy", (0, 6)) as (editor, pilot):
        await pilot.press("a")
        assert editor.suggestion == ""


async def test_what_closes_behind_it_moves_aside() -> None:
    async with editing("print()", (0, 6)) as (editor, pilot):
        await pilot.press(*"torch.ar")
        assert drawn(editor).endswith("print(torch.arange)")
        await pilot.press("tab")
        assert editor.text == "print(torch.arange)"


async def test_what_has_no_room_is_not_offered() -> None:
    async with editing("x" * 20, (0, 20)) as (editor, pilot):
        await pilot.press(*" torch.ar")
        assert editor.suggestion == ""


async def test_it_can_be_turned_off() -> None:
    async with editing("", (0, 0)) as (editor, pilot):
        editor.completes = False
        await pilot.press(*"torch.ar", "tab")
        assert editor.text == "torch.ar    "


async def test_a_name_written_on_another_line_is_known_at_once() -> None:
    async with editing("", (0, 0)) as (editor, pilot):
        await pilot.press(*"bonus = 1", "enter", *"bo")
        assert editor.suggestion == "nus"
