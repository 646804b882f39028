"""Protects the screens around a lesson: chapters, progress, commands by name, the tour, windows of every size."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.screen.conftest import Opening
from tests.screen.material import Person
from tutor.course.lines import plain
from tutor.course.model import Course
from tutor.grading.verdict import Verdict
from tutor.progress.settings import Settings, load, save
from tutor.progress.store import Store
from tutor.progress.summary import Count
from tutor.screen.calendar import STEPS, calendar, level
from tutor.screen.course_map import bar
from tutor.screen.keys import TABLE
from tutor.screen.lesson import LessonScreen
from tutor.screen.palette import PaletteScreen, matching
from tutor.screen.progress import ProgressScreen, fitted
from tutor.screen.test_out import TestOutScreen
from tutor.screen.text_view import TextView
from tutor.screen.too_small import TooSmallScreen
from tutor.screen.tour import Tour


def picture(pilot: Pilot[Any]) -> str:
    """What is drawn, as text."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


# the map


async def test_a_chapter_can_be_set_off_and_tells_of_itself(opened: Opening) -> None:
    async with opened(size=(80, 24)) as pilot:
        await pilot.press("up")
        assert "› The start" in picture(pilot) and "about 5 minutes" in picture(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TestOutScreen)


def test_a_bar_is_full_only_when_all_is_done_and_empty_only_when_nothing_is() -> None:
    drawn = [bar(Count(passed=done, total=100), 4, "ascii") for done in (0, 1, 50, 99, 100)]
    assert drawn == ["....", "#...", "##..", "###.", "####"]
    assert bar(Count(), 4, "blocks") == "░░░░"


# progress


async def test_progress_tells_what_was_hard_in_the_words_of_its_mistakes(opened: Opening, store: Store) -> None:
    for _ in range(4):
        store.record(Verdict("start/steps/double", "failed", stage="values", mistake="squares"), "x")
    async with opened(size=(80, 24)) as pilot:
        await pilot.press("alt+p")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ProgressScreen)
        told = plain(list(map(list, pilot.app.screen.query_one(TextView).lines)))
        assert "Twice as much" in told and "4 failed checks" in told and "not passed yet" in told
        assert "4 x  That is the square." in told
        await pilot.press("escape")


def test_a_calendar_tells_by_the_shape_of_its_signs(course: Course, store: Store) -> None:
    from datetime import date

    store.record(Verdict("start/steps/double", "passed"), "x")
    days = store.history(course).days
    today = date.today()
    for width in (8, 54, 90):
        drawn = calendar(days, today, width, "ascii")
        assert "-" in plain(drawn[1:8]) and all(len(plain([row])) <= max(width, 30) for row in drawn)
    assert [level(count) for count in (0, *STEPS)] == [0, 1, 2, 3, 4]


def test_a_title_is_cut_by_cells_not_by_letters() -> None:
    assert [fitted(text, 6) for text in ("abc", "abcdefgh", "张量基础知识")] == ["abc   ", "abcde…", "张量… "]


# commands by name


def test_commands_are_found_in_both_languages_and_the_last_used_come_first() -> None:
    keys = [key for key in TABLE if key.bound]
    assert matching(keys, "hint")[0].id == "hint" and matching(keys, "中文")[0].id == "language"
    assert [key.id for key in matching(keys, "", ["quit", "gone", "run"])[:2]] == ["quit", "run"]
    assert matching(keys, "no such thing") == []


async def test_the_command_used_last_is_offered_first(opened: Opening) -> None:
    async with opened("start/steps/double") as pilot:
        await pilot.press("ctrl+d", *"text down", "enter")
        await pilot.pause()
        await pilot.press("ctrl+d")
        palette = pilot.app.screen
        assert isinstance(palette, PaletteScreen) and palette._found[0].id == "text_down"


async def test_what_can_only_be_done_at_other_times_is_not_offered(opened: Opening) -> None:
    async with opened("start/steps/double") as pilot:
        await pilot.press("ctrl+d")
        palette = pilot.app.screen
        assert isinstance(palette, PaletteScreen)
        assert "check" in {key.id for key in palette._keys} and "stop" not in {key.id for key in palette._keys}


async def test_help_tells_the_keys_of_where_one_is_first(opened: Opening) -> None:
    async with opened("start/steps/double", size=(80, 40)) as pilot:
        await pilot.press("ctrl+f", "f1")
        await pilot.pause()
        rows = [row.strip(" │") for row in picture(pilot).splitlines()]
        at = rows.index("Where you are now")
        assert rows[at + 1].startswith("Enter") and "finding" in rows[at + 1] and at < rows.index("Your answer")


# the first sitting


async def test_the_tour_ticks_off_what_is_used_and_never_comes_again(opened: Opening) -> None:
    async with opened("start/steps/double", size=(80, 24)) as pilot:
        tour = pilot.app.screen.query_one(Tour)
        assert tour.is_on and tour.coming == "check" and "^r" in picture(pilot)
        await pilot.press("ctrl+g")
        assert tour.is_on and "✓ ^g" in picture(pilot)
        for key in ("ctrl+r", "ctrl+e", "ctrl+n"):
            await pilot.press(key)
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
        assert not tour.is_on and load()[0].tour is False
    async with opened("start/steps/double", size=(80, 24)) as pilot:
        assert not pilot.app.screen.query_one(Tour).is_on
        await pilot.press("ctrl+d", *"tour", "enter")
        await pilot.pause()
        assert pilot.app.screen.query_one(Tour).is_on


async def test_esc_puts_the_tour_away_from_the_editor_too(opened: Opening) -> None:
    async with opened("start/steps/double", size=(120, 30)) as pilot:
        lesson = pilot.app.screen
        assert isinstance(lesson, LessonScreen) and lesson.bench.answer.editor.has_focus
        await pilot.press("escape")
        await pilot.pause()
        assert not lesson.query_one(Tour).is_on and load()[0].tour is False
        assert lesson.bench.answer.editor.has_focus


async def test_who_has_begun_already_needs_no_tour(opened: Opening, store: Store) -> None:
    store.record(Verdict("start/steps/double", "passed"), "x")
    async with opened("start/steps/views") as pilot:
        assert not pilot.app.screen.query_one(Tour).is_on


# windows of every size


async def test_a_window_too_small_says_so_and_gives_all_back(opened: Opening) -> None:
    async with opened("start/steps/double", size=(120, 30)) as pilot:
        lesson = pilot.app.screen
        await pilot.press(*"abc")
        await pilot.resize_terminal(50, 12)
        await pilot.pause(0.2)
        assert isinstance(pilot.app.screen, TooSmallScreen) and "50 x 12" in picture(pilot)
        await pilot.press("x")
        await pilot.resize_terminal(120, 30)
        await pilot.pause(0.2)
        assert pilot.app.screen is lesson and isinstance(lesson, LessonScreen)
        assert "abc" in lesson.bench.answer.editor.text and lesson.bench.answer.editor.has_focus


PLACES = {"map": (), "settings": ("alt+s",), "progress": ("alt+p",), "commands": ("ctrl+d",), "help": ("f1",)}


@pytest.mark.parametrize("keys", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("last", [(60, 20), (80, 24), (160, 48)], ids=str)
async def test_after_any_resizes_a_screen_is_as_if_opened_at_that_size(
    opened: Opening, keys: tuple[str, ...], last: tuple[int, int]
) -> None:
    chance = random.Random(repr((keys, last)))
    async with opened(size=(100, 30)) as pilot:
        await pilot.press(*keys)
        for _ in range(6):
            await pilot.resize_terminal(chance.randint(1, 200), chance.randint(1, 60))
            await pilot.pause(0.02)
        await pilot.resize_terminal(*last)
        await pilot.pause(0.2)
        after = picture(pilot)
    async with opened(size=last) as pilot:
        await pilot.press(*keys)
        await pilot.pause(0.2)
        assert after == picture(pilot)


@pytest.mark.parametrize("last", [(60, 20), (99, 30), (160, 48)], ids=str)
async def test_after_any_resizes_a_lesson_is_as_if_opened_at_that_size(opened: Opening, last: tuple[int, int]) -> None:
    save(Settings(tour=False))
    chance = random.Random(repr(last))
    pictures = []
    for sizes in ([(chance.randint(20, 200), chance.randint(5, 60)) for _ in range(6)], []):
        async with opened("start/steps/double", size=last if not sizes else (120, 40)) as pilot:
            for size in sizes:
                await pilot.resize_terminal(*size)
                await pilot.pause(0.02)
            await pilot.resize_terminal(*last)
            await pilot.pause(0.2)
            lesson = pilot.app.screen
            assert isinstance(lesson, LessonScreen)
            lesson._focus_pane(reading=True)
            lesson.text.scroll_home(animate=False)
            lesson.bench.news.clear()
            await pilot.pause(0.1)
            pictures.append(picture(pilot))
    assert pictures[0] == pictures[1]


# at a real terminal


def test_without_colours_no_colour_is_on_the_wire(person: Callable[..., Person]) -> None:
    seated = person("start/steps/double", size=(80, 24), host="bare", NO_COLOR="1")
    seated.until("Something to write")
    seated.press("\x1bs")
    seated.until("Settings")
    colours = {cell.fg for row in seated.screen.buffer.values() for cell in row.values()}
    colours |= {cell.bg for row in seated.screen.buffer.values() for cell in row.values()}
    assert colours == {"default"}


def test_a_resize_is_seen_where_a_shell_exports_the_size(person: Callable[..., Person]) -> None:
    seated = person(size=(100, 30), host="bare", COLUMNS="100", LINES="30")
    seated.until("F1 help")
    seated.child.setwinsize(15, 50)
    seated.screen.resize(15, 50)
    seated.until("50 x 15 cells")
    seated.child.setwinsize(24, 80)
    seated.screen.resize(24, 80)
    seated.until("F1 help")
    assert "A small course" in seated.text


def test_the_mouse_is_left_to_the_terminal_at_once(person: Callable[..., Person]) -> None:
    seated = person(size=(80, 24), host="bare")
    seated.until("F1 help")
    seated.press("\x1bs")
    seated.until("Settings")
    seated.press("\x1b[B" * 7)
    seated.until("› Mouse")
    seated.press("\x1b[C")
    seated.until(r"Mouse +yes  \[no\]")
    assert b"\x1b[?1000l" in seated.tail
    assert "mouse = false" in (seated.home / "config" / "settings.toml").read_text()


def test_a_window_too_small_from_the_start_says_so(person: Callable[..., Person]) -> None:
    seated = person(size=(40, 10), host="bare")
    seated.until("40 x 10 cells")
    seated.press("\x11")
    assert seated.ended() == 0
