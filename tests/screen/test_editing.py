"""Protects what the editor does with the keys of a person: pairs, pastes, steps of undo, long lines, vim's keys."""

from __future__ import annotations

import random
import string
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets.text_area import Selection

from tutor.progress.settings import Settings
from tutor.screen.editing.left_texts import LeftTexts
from tutor.screen.editing.paste import looks_pasted
from tutor.screen.editor import Editor
from tutor.screen.theme import DARK, themes

Editing = Callable[..., AbstractAsyncContextManager[tuple[Editor, Pilot[Any]]]]


class Desk(App[None]):
    """An editor and nothing else, by these settings."""

    CSS = "Editor { border: none; padding: 0; scrollbar-size-horizontal: 0; }"

    def __init__(self, chosen: Settings) -> None:
        super().__init__()
        self.settings = chosen
        for theme in themes():
            self.register_theme(theme)
        self.theme = DARK

    def compose(self) -> ComposeResult:
        yield Editor()


@asynccontextmanager
async def edited(
    text: str = "", cursor: tuple[int, int] = (0, 0), *, size: tuple[int, int] = (40, 12), **chosen: Any
) -> AsyncIterator[tuple[Editor, Pilot[Any]]]:
    async with Desk(Settings(**chosen)).run_test(size=size) as pilot:
        editor = pilot.app.query_one(Editor)
        editor.focus()
        editor.open(text, cursor)
        await pilot.pause()
        yield editor, pilot


def drawn(editor: Editor, rows: int = 4) -> list[str]:
    return ["".join(segment.text for segment in editor.render_line(y)) for y in range(rows)]


# pairs


async def test_brackets_close_are_typed_over_and_taken_back_together() -> None:
    async with edited() as (editor, pilot):
        await pilot.press(*"f(x[1])")
        assert editor.text == "f(x[1])" and editor.cursor_location == (0, 7)
        await pilot.press("(", "[", "backspace", "backspace")
        assert editor.text == "f(x[1])"


async def test_a_selection_is_put_between_brackets_and_stays_selected() -> None:
    async with edited("a b c", (0, 2)) as (editor, pilot):
        editor.selection = Selection((0, 2), (0, 3))
        await pilot.press("(", "'")
        assert editor.text == "a ('b') c" and editor.selected_text == "b"
        await pilot.press("ctrl+z", "ctrl+z")
        assert editor.text == "a b c"


async def test_enter_between_brackets_opens_a_line_for_what_belongs_there() -> None:
    async with edited() as (editor, pilot):
        await pilot.press(*"f(", "enter", "x")
        assert editor.text == "f(\n    x\n)"


async def test_the_setting_switches_pairs_off() -> None:
    async with edited(pairs=False) as (editor, pilot):
        await pilot.press(*"f('")
        assert editor.text == "f('"


async def test_the_matching_bracket_is_shown() -> None:
    async with edited("f(a, b)", (0, 1)) as (editor, _):
        assert editor.matching_bracket_location == (0, 6)
        styles = [segment.style for segment in editor.render_line(0) if ")" in segment.text]
        assert styles[0].bgcolor != editor.render_line(0)._segments[0].style.bgcolor


# pastes


@pytest.mark.parametrize(
    ("pasted", "text"),
    [
        ("f('a\n  [", "f('a\n  ["),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\tb", "a\tb"),
        ("a\x00b\x1b[31m", "ab\x1b[31m"),
        ("字\u3000\n", "字\u3000\n"),
        ("", ""),
    ],
)
async def test_a_paste_brings_its_own_text_and_nothing_more(pasted: str, text: str) -> None:
    async with edited() as (editor, pilot):
        editor.post_message(Paste(pasted))
        await pilot.pause()
        assert editor.text == text
        await pilot.press("ctrl+z")
        assert editor.text == ""
        assert not any(sign in row for row in drawn(editor) for sign in "\x1b\x00")


async def test_a_large_paste_is_one_step() -> None:
    async with edited("x") as (editor, pilot):
        editor.post_message(Paste("line = 1\n" * 20_000))
        await pilot.pause()
        assert editor.document.line_count == 20_001
        await pilot.press("ctrl+z")
        assert editor.text == "x"


@pytest.mark.parametrize(
    ("came", "pasted"),
    [
        ("x", False),
        ("def f(x):\rreturn x", False),  # a few keys over a slow line
        ("def f(x):\r    return x\r", True),
        ("x = 1\r\n\ty", True),
        ("a" * 32, True),
        ("a" * 60 + "\x12", False),  # with a key in it that is no text
        ("\x1b[A" * 20, False),
        ("\r\r\r", False),
        ("我们在这里写一行", False),
        ("", False),
    ],
)
def test_what_comes_as_one_piece_is_known_for_pasted_or_typed(came: str, pasted: bool) -> None:
    assert looks_pasted(came) is pasted


# steps of undo


async def test_typing_a_pair_belongs_to_the_typing_around_it() -> None:
    async with edited() as (editor, pilot):
        await pilot.press(*"g(x)")
        await pilot.press("ctrl+z")
        assert editor.text == ""
        await pilot.press("ctrl+y")
        assert editor.text == "g(x)"


async def test_undo_is_right_where_a_step_moves_lines() -> None:
    start = "\n".join(f"line {n} " + "x" * n for n in range(30))
    async with edited(start) as (editor, pilot):
        with editor.history.together():
            for row in (20, 5, 11):
                editor.insert("new\nline\n", (row, 0))
                editor.delete((row - 2, 0), (row, 0))
        after = editor.text
        await pilot.press("ctrl+z")
        assert editor.text == start
        assert editor.wrapped_document.height == sum(len(s) for s in editor.wrapped_document.lines)
        await pilot.press("ctrl+y")
        assert editor.text == after


async def test_what_is_kept_for_undo_is_bounded() -> None:
    async with edited() as (editor, _):
        for number in range(6):
            editor.start_over(str(number) * 700_000)
        assert editor.history.held <= 2_000_000
        editor.undo()
        assert editor.text == "4" * 700_000


async def test_of_texts_that_were_left_those_left_longest_ago_are_forgotten() -> None:
    async with edited() as (editor, _):
        left = LeftTexts(limit=3_000)
        chance = random.Random(1)
        texts = ["".join(chance.choices(string.ascii_letters, k=1_500)) for _ in range(3)]
        for name, text in zip("abc", texts, strict=True):
            editor.open(text)
            left.put(name, editor.leave())
        assert left.take("a", texts[0]) is None
        assert left.take("b", "something else") is None
        assert left.take("c", texts[2]) is not None


async def test_a_text_that_was_left_is_as_it_was_and_takes_little_room() -> None:
    async with edited() as (editor, pilot):
        for number in range(100):
            editor.insert(f"line {number}\n")
        await pilot.press("x", "ctrl+z", "up", "shift+left")
        text, selection = editor.text, editor.selection
        left = LeftTexts()
        left.put("a", editor.leave())
        assert left.held < 100 * 60
        editor.open("another")
        opened = left.take("a", text)
        assert opened is not None
        editor.reopen(opened)
        assert (editor.text, editor.selection) == (text, selection)
        editor.redo()
        assert editor.text == text + "x"
        for _ in range(101):
            editor.undo()
        assert editor.text == ""


PRESSES = st.lists(
    st.sampled_from([*"ab( )['\"#:", "enter", "backspace", "delete", "tab", "shift+tab", "left", "up", "shift+left"]),
    max_size=25,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet="ab(\n '字", max_size=20), PRESSES, st.booleans())
async def test_undoing_everything_gives_back_the_start(text: str, keys: list[str], vim: bool) -> None:
    async with edited(text, keys="vim" if vim else "plain") as (editor, pilot):
        start = editor.text
        letters = ["i" if vim and key == "tab" else key for key in keys]
        await pilot.press(*letters, "escape")
        left, written, selected = LeftTexts(), editor.text, editor.selection
        left.put("here", editor.leave())  # another page, and back
        editor.open("elsewhere")
        opened = left.take("here", written)
        assert opened is not None
        editor.reopen(opened)
        assert (editor.text, editor.selection) == (written, selected)
        for _ in range(len(keys) + 5):
            editor.undo()
        assert editor.text == start


# long lines


async def test_a_wrapped_line_shows_where_it_goes_on() -> None:
    async with edited("x = " + "y" * 60) as (editor, _):
        rows = drawn(editor)
        assert rows[0].startswith(" 1  x") and rows[1].startswith("  ↳ y") and "↳" not in rows[0]


async def test_a_scrolled_line_shows_at_which_edge_it_goes_on() -> None:
    async with edited("x = " + "y" * 60 + "\nz", long_lines="scroll") as (editor, pilot):
        assert drawn(editor)[0].rstrip().endswith("›") and "›" not in drawn(editor)[1]
        await pilot.press("end")
        rows = drawn(editor)
        assert rows[0][4] == "‹" and "›" not in rows[0]
        await pilot.press("home")
        assert "‹" not in drawn(editor)[0]


async def test_the_setting_takes_effect_at_once() -> None:
    async with edited("y" * 80) as (editor, pilot):
        editor.follow(Settings(long_lines="scroll"))
        await pilot.pause()
        assert "›" in drawn(editor)[0] and "↳" not in drawn(editor)[1]


async def test_chinese_is_cut_between_characters() -> None:
    async with edited("字" * 40, long_lines="scroll", size=(21, 5)) as (editor, _):
        assert editor.render_line(0).cell_length <= 21 and drawn(editor)[0].endswith("›")


# vim


async def test_vim_starts_in_normal_mode_and_writes_after_i() -> None:
    async with edited("a", keys="vim") as (editor, pilot):
        await pilot.press("x", "i", *"f(y)", "enter", "z", "escape")
        assert editor.text == "f(y)\nz" and editor.vim.mode == "NORMAL"
        await pilot.press("u")
        assert editor.text == ""
        await pilot.press("u", "U")
        assert editor.text == ""


async def test_vim_selects_and_the_selection_is_seen() -> None:
    async with edited("one two\nthree", keys="vim") as (editor, pilot):
        await pilot.press("v", "e")
        assert editor.selected_text == "one" and editor.vim.mode == "VISUAL"
        await pilot.press("V")
        assert editor.selected_text == "one two"
        await pilot.press("d")
        assert editor.text == "three" and editor.vim.mode == "NORMAL"


async def test_what_was_selected_otherwise_is_taken_up() -> None:
    async with edited("one two", keys="vim") as (editor, pilot):
        editor.selection = Selection((0, 0), (0, 3))
        await pilot.press("d")
        assert editor.text == " two"


async def test_esc_and_a_letter_that_came_as_one_key_are_both() -> None:
    async with edited("ab", keys="vim") as (editor, pilot):
        await pilot.press("A", "c", "alt+x")
        assert editor.text == "ab" and editor.vim.mode == "NORMAL"


async def test_keys_of_the_program_and_tab_do_not_write_in_normal_mode() -> None:
    async with edited("ab", keys="vim") as (editor, pilot):
        await pilot.press("tab", "f5", "ctrl+z", "q", "enter", "pagedown")
        assert editor.text == "ab"


async def test_a_paste_in_normal_mode_is_text_and_no_commands() -> None:
    async with edited("ab", keys="vim") as (editor, pilot):
        editor.post_message(Paste("dd"))
        await pilot.pause()
        assert editor.text == "ddab"


async def test_another_text_begins_in_normal_mode_with_the_register_kept() -> None:
    async with edited("one", keys="vim") as (editor, pilot):
        await pilot.press("y", "y", "i", "x")
        left = editor.leave()
        editor.open("two")
        await pilot.press("p")
        assert editor.text == "two\none"
        editor.reopen(left)
        await pilot.press("u")
        assert editor.text == "one"


async def test_vim_can_be_switched_on_and_off() -> None:
    async with edited("a") as (editor, pilot):
        editor.follow(Settings(keys="vim"))
        await pilot.press("x")
        assert editor.text == ""
        editor.follow(Settings())
        await pilot.press("x")
        assert editor.text == "x"
