"""Protects finding, replacing, going to a line, vim's commands and undo, on the Lesson screen itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.events import Key

from tutor.progress.settings import Settings
from tutor.screen.bars import KeyBar
from tutor.screen.editing.find_bar import FindBar
from tutor.screen.editing.search import Match, following, literally, matches, preceding, replaced
from tutor.screen.help import HelpScreen
from tutor.screen.lesson import LessonScreen
from tutor.screen.palette import PaletteScreen

Opening = Callable[..., Any]
AT = "start/steps#writing"
TEXT = "import torch\n\n\ndef double(x):\n    X = x  # x\n    return X\n"


def screen_of(pilot: Any) -> LessonScreen:
    screen = pilot.app.screen
    assert isinstance(screen, LessonScreen)
    return screen


async def given(pilot: Any, text: str = TEXT) -> Any:
    """The editor of the screen, with the focus and this text in it."""
    editor = screen_of(pilot).bench.answer.editor
    editor.open(text)
    editor.focus()
    await pilot.pause()
    return editor


def told(pilot: Any) -> str:
    return screen_of(pilot).query_one("#find-told").plain


def news(pilot: Any) -> str:
    said = screen_of(pilot).bench.news.told
    return said[0] if said else ""


# in lines


def test_matches_are_found_in_order_whatever_stands_there() -> None:
    lines = ["aXa", "", "字x字X"]
    assert matches(lines, literally("x", case=False)) == [Match(0, 1, 2), Match(2, 1, 2), Match(2, 3, 4)]
    assert matches(lines, literally("x", case=True)) == [Match(2, 1, 2)]
    assert matches(["a(b[c"], literally("(b[", case=True)) == [Match(0, 1, 4)]
    assert matches([], literally("x", case=True)) == []


def test_the_next_one_and_the_one_before_go_round() -> None:
    found = [Match(0, 2, 3), Match(4, 0, 1)]
    assert [following(found, at) for at in ((0, 0), (0, 2), (4, 0))] == [0, 1, 0]
    assert following(found, (0, 2), here=True) == 0
    assert [preceding(found, at) for at in ((0, 2), (0, 3), (9, 0))] == [1, 0, 1]
    assert following([], (0, 0)) is None and preceding([], (0, 0)) is None


def test_what_replaces_may_be_longer_shorter_or_nothing() -> None:
    lines = ["x + x", "y", "x"]
    found = matches(lines, literally("x", case=True))
    assert replaced(lines, found, ["long", "", "z"]) == ["long + ", "y", "z"]


# the bar


async def test_it_finds_as_one_types_and_enter_goes_on(opened: Opening) -> None:
    async with opened(AT) as pilot:
        editor = await given(pilot)
        await pilot.press("ctrl+f", "x")
        assert "1 of 5" in told(pilot) and editor.selected_text == "x"
        await pilot.press("enter", "enter")
        assert "3 of 5" in told(pilot) and editor.selection.start == (4, 8)
        await pilot.press("up")
        assert "2 of 5" in told(pilot)
        await pilot.press("alt+c")
        assert "of 3" in told(pilot)
        await pilot.press("q")
        assert "not found" in told(pilot)
        await pilot.press("escape")
        assert editor.has_focus and not screen_of(pilot).query_one(FindBar).display


async def test_what_is_found_is_marked_without_colour(opened: Opening) -> None:
    async with opened(AT) as pilot:
        editor = await given(pilot)
        await pilot.press("ctrl+f", "x")
        segments = [segment for segment in editor.render_line(4) if segment.style and segment.style.underline]
        assert [segment.text for segment in segments] == ["X", "x", "x"]
        here = [segment for segment in editor.render_line(3) if segment.style and segment.style.reverse]
        assert [segment.text for segment in here] == ["x"]
        await pilot.press("escape")
        assert not any(segment.style.underline for segment in editor.render_line(4) if segment.style)


async def test_replacing_one_and_then_all(opened: Opening) -> None:
    async with opened(AT) as pilot:
        editor = await given(pilot)
        await pilot.press("ctrl+f", "X", "alt+c", "tab", *"yy", "enter")
        assert editor.text == TEXT.replace("X", "yy", 1)
        await pilot.press("alt+a")
        assert editor.text == TEXT.replace("X", "yy")
        assert "1 replaced" in told(pilot)
        await pilot.press("escape", "ctrl+z")
        assert editor.text == TEXT.replace("X", "yy", 1)
        await pilot.press("ctrl+z")
        assert editor.text == TEXT


async def test_replacing_what_contains_itself_ends(opened: Opening) -> None:
    async with opened(AT) as pilot:
        editor = await given(pilot, "a a\n")
        await pilot.press("ctrl+f", "a", "tab", *"aa", "alt+a")
        assert editor.text == "aa aa\n"
        await pilot.press("enter", "enter")
        assert editor.text == "aaa aaa\n" or editor.text.count("a") == 6


@pytest.mark.parametrize(("typed", "row"), [(":3", 2), (":999", 6), (":0", 0), (":00000004", 3)])
async def test_a_number_goes_to_its_line(opened: Opening, typed: str, row: int) -> None:
    async with opened(AT) as pilot:
        editor = await given(pilot)
        await pilot.press("ctrl+f", *typed, "enter")
        assert editor.cursor_location[0] == row and editor.has_focus


async def test_alt_g_asks_for_a_line(opened: Opening) -> None:
    async with opened(AT) as pilot:
        editor = await given(pilot)
        await pilot.press("alt+g", "5", "enter")
        assert editor.cursor_location == (4, 4)


async def test_nothing_typed_an_empty_text_and_a_turned_page_do_no_harm(opened: Opening) -> None:
    async with opened(AT) as pilot:
        editor = await given(pilot, "")
        await pilot.press("ctrl+f", "enter", "down", "tab", "enter", "alt+a", "x", "enter", ":")
        assert editor.text == ""
        await pilot.press("ctrl+p")
        assert not screen_of(pilot).query_one(FindBar).display


async def test_a_page_of_questions_says_that_there_is_no_text(opened: Opening) -> None:
    async with opened("start/steps#choosing") as pilot:
        for key in ("ctrl+f", "alt+g", "alt+e", "ctrl+underscore"):
            screen_of(pilot).bench.news.clear()
            await pilot.press(key)
            assert "no text" in news(pilot), key


async def test_below_a_hundred_columns_the_answer_comes_into_sight_first(opened: Opening) -> None:
    async with opened(AT, size=(60, 20)) as pilot:
        await pilot.press("ctrl+f", "x")
        assert screen_of(pilot).query_one(FindBar).has_focus_within
        assert screen_of(pilot).query_one("#work").display
        assert "of" in told(pilot)


# undo


async def test_undo_outlives_every_way_to_another_page(opened: Opening) -> None:
    async with opened(AT) as pilot:
        editor = screen_of(pilot).bench.answer.editor
        editor.focus()
        await pilot.pause()
        start = editor.text
        await pilot.press("ctrl+home", "a")  # one key: of two that come far apart, each is undone by itself
        for way in (("ctrl+p", "ctrl+n"), ("ctrl+n", "ctrl+p"), ("ctrl+t", "enter")):
            for key in way:
                await pilot.press(key)
                await pilot.pause()
            editor = screen_of(pilot).bench.answer.editor
            assert editor.text == "a" + start, way
        editor.focus()
        await pilot.press("ctrl+z")
        assert editor.text == start
        await pilot.press("ctrl+y")
        assert editor.text == "a" + start


# vim's commands


async def test_vims_commands_are_typed_in_the_bar(opened: Opening) -> None:
    async with opened(AT) as pilot:
        pilot.app.choose(Settings(keys="vim"))
        editor = await given(pilot)
        assert "NORMAL" in screen_of(pilot).query_one("#answer-title").plain
        await pilot.press(*":%s/x/y/g", "enter")
        assert editor.text == TEXT.replace("x", "y") and "3 replaced" in news(pilot)
        await pilot.press("u", *":5", "enter")
        assert editor.text == TEXT and editor.cursor_location[0] == 4
        await pilot.press(*":s/nothing/x/", "enter")
        assert "not found" in news(pilot)
        await pilot.press(*":!rm", "enter")
        assert "no such command" in news(pilot)
        await pilot.press(*":w", "enter")
        assert "Saved" in news(pilot)
        await pilot.press(*"Vj:s/x/z/g", "enter")
        assert editor.text == TEXT.replace("    X = x  # x", "    X = z  # z")
        await pilot.press(*":q", "enter")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, LessonScreen)


async def test_vim_looks_for_patterns_and_goes_on_with_n(opened: Opening) -> None:
    async with opened(AT) as pilot:
        pilot.app.choose(Settings(keys="vim"))
        editor = await given(pilot)
        await pilot.press(*r"/\<x\>", "enter")
        places = [editor.cursor_location]
        for _ in range(3):
            await pilot.press("n")
            places.append(editor.cursor_location)
        assert places == [(3, 11), (4, 8), (4, 13), (3, 11)]
        await pilot.press("N", "i")
        assert editor.cursor_location == (4, 13) and "INSERT" in screen_of(pilot).query_one("#answer-title").plain


async def test_keys_that_come_faster_than_the_screen_go_where_the_one_before_them_leads(opened: Opening) -> None:
    """Over a slow line several arrive at once: none may be typed into what had the focus before."""
    async with opened(AT) as pilot:
        editor = await given(pilot)
        for key, typed in (("ctrl+f", None), ("t", "t"), ("o", "o"), ("r", "r"), ("escape", None), ("y", "y")):
            pilot.app.post_message(Key(key, typed))
        await pilot.pause()
        await pilot.pause()
        assert editor.text == TEXT.replace("tor", "y", 1)


async def test_the_marked_line_comes_into_sight_and_is_offered_to_go_to(opened: Opening) -> None:
    async with opened(AT, size=(80, 24)) as pilot:
        editor = await given(pilot, "x = 1\n" * 90)
        editor.mark(70)
        await pilot.pause()
        assert editor.scroll_offset.y <= 69 < editor.scroll_offset.y + editor.size.height
        assert editor.cursor_location == (0, 0)
        await pilot.press("alt+g", "enter")
        assert editor.cursor_location == (69, 0)


async def test_the_bar_says_which_lines_there_are_and_the_footer_which_keys(opened: Opening) -> None:
    async with opened(AT) as pilot:
        await given(pilot)
        await pilot.press("alt+g")
        assert "1 to 7" in told(pilot)
        assert "Esc close" in screen_of(pilot).query_one(KeyBar).plain
        await pilot.press("escape")
        assert "Esc" not in screen_of(pilot).query_one(KeyBar).plain


async def test_the_keys_below_can_be_clicked(opened: Opening) -> None:
    """Every label in the footer does what its key does where the focus is."""
    async with opened(AT) as pilot:
        editor = await given(pilot, "x = 1\nx = 2\nx = 3\n")
        await pilot.press("ctrl+f", "x")
        bar = screen_of(pilot).query_one(KeyBar)

        async def click(action: str) -> None:
            start = next(start for start, _end, each in bar._ends if each == action)
            await pilot.click(KeyBar, offset=(start, 0))
            await pilot.pause()

        assert told(pilot).startswith("1 of 3")
        await click("find_on")
        assert told(pilot).startswith("2 of 3")
        await click("find_back")
        assert told(pilot).startswith("1 of 3")
        await click("leave_find")
        assert editor.has_focus
        await pilot.click(KeyBar, offset=(bar.size.width - 2, 0))
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpScreen)
        await pilot.press("escape")
        await click("palette")
        assert isinstance(pilot.app.screen, PaletteScreen)


async def test_what_the_bar_offers_can_be_clicked(opened: Opening) -> None:
    async with opened(AT) as pilot:
        editor = await given(pilot, "x = 1\nX = 2\n")
        await pilot.press("ctrl+f", "x")
        bar = screen_of(pilot).query_one(FindBar)

        async def click(words: str) -> None:
            await pilot.click("#find-told", offset=(told(pilot).index(words), 0))
            await pilot.pause()

        assert told(pilot).startswith("1 of 2")
        await click("aa")
        assert told(pilot).startswith("1 of 1") and bar.wanted.has_focus
        await click("1 of 1")
        assert told(pilot).startswith("1 of 1")
        await click("Tab")
        assert bar.instead.has_focus
        await pilot.press("y")
        await click("Alt+a")
        assert editor.text == "y = 1\nX = 2\n"
