"""Protects long sittings: what was opened and closed is let go, and a round more holds no more than the one before."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual._styles_cache import StylesCache
from textual.document._document import Document
from textual.document._syntax_aware_document import SyntaxAwareDocument
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import TextArea

from tests.screen.conftest import Opening
from tutor.screen import looking_up
from tutor.screen.lesson import LessonScreen
from tutor.screen.letting_go import collect, is_going, worked_out
from tutor.screen.messages import LessonChosen
from tutor.screen.workbench import Workbench

ROUNDS = 3
MOST_OBJECTS = 20_000  # for all rounds, a lesson's own among them; each round had left sixteen thousand
KINDS = (Screen, Widget, TextArea, StylesCache, SyntaxAwareDocument)


async def a_round(pilot: Pilot[Any]) -> Counter[str]:
    """Every page of a lesson, each of the screens beside it, and the map; returns what was held before the map."""
    app = pilot.app
    app.post_message(LessonChosen("start/steps", 0))
    while not any(bench.work for bench in app.screen.query(Workbench)):
        await pilot.pause(0)
    lesson = app.screen
    assert isinstance(lesson, LessonScreen)
    for number in (1, 2, 3, 1):
        lesson.open_page(number)
        await pilot.pause(0)
    lesson.bench.answer.editor.insert("x = 1\n")
    while not lesson.bench.answer.editor.is_syntax_aware:
        await pilot.pause(0)
    for action in ("settings", "progress", "help", "search", "palette"):
        await app.run_action(action)
        while app.screen is lesson or not app.screen.children:
            await pilot.pause(0)
        await pilot.pause(0)
        await app.pop_screen()
    _, there = held()
    await app.run_action("home")
    await pilot.pause(0)
    return there


def held() -> tuple[int, Counter[str]]:
    """How many objects there are that may be in cycles, and how many of each kind that matters."""
    gc.collect()
    objects = gc.get_objects()
    kinds = Counter(kind.__name__ for one in objects for kind in KINDS if isinstance(one, kind))
    return len(objects), kinds


async def test_a_round_more_through_pages_and_screens_holds_nothing_more(opened: Opening) -> None:
    async with opened(size=(110, 32)) as pilot:
        # One lesson, the last, may still be ending, or have a timer that is about to save its draft; not one a round.
        most = await a_round(pilot)
        most += most
        objects, _ = held()
        for _ in range(ROUNDS):
            await a_round(pilot)
        for _ in range(20):
            more, now = held()
            if now <= most and more - objects <= MOST_OBJECTS:
                break
            await pilot.pause()
        assert now <= most
        assert more - objects <= MOST_OBJECTS


async def test_what_is_left_of_a_screen_does_not_wait_for_python_s_own_collecting(
    opened: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tutor.screen.letting_go.SOON", 0.01)
    monkeypatch.setattr("tutor.screen.letting_go.ENDED", 0.02)
    collected: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "stop" and info["generation"] == 2:
            collected.append(info["collected"])

    async with opened("start/steps#writing") as pilot:
        gc.disable()
        gc.callbacks.append(note)
        try:
            for action in ("home", "help", "language"):
                collected.clear()
                await pilot.app.run_action(action)
                if action == "help":
                    await pilot.press("escape")
                end = time.monotonic() + 20
                while len(collected) < 2 and time.monotonic() < end:
                    await pilot.pause(0.01)
                assert len(collected) == 2, action
        finally:
            gc.callbacks.remove(note)
            gc.enable()


def test_what_was_worked_out_for_a_screen_is_let_go_of() -> None:
    Region(0, 0, 3, 3).intersection(Region(1, 1, 5, 5))
    cell_len("a text and its width")
    Document("a line\nand another").get_size(4)
    remembered = list(worked_out())
    assert {one.__name__ for one in remembered} >= {"intersection", "cached_cell_len"}
    assert sum(one.cache_info().currsize for one in remembered) >= 2
    collect()
    assert not any(one.cache_info().currsize for one in remembered)


async def test_an_editor_that_is_gone_is_not_watched_for_until_the_theme_changes(opened: Opening) -> None:
    async with opened("start/steps#writing") as pilot:
        app = pilot.app
        watchers = getattr(app, "__watchers")["theme"]
        there = len(watchers)
        assert any(isinstance(one, TextArea) for one, _ in watchers)
        await app.run_action("home")
        await pilot.pause()
        assert len(watchers) == there - 1 and not any(isinstance(one, TextArea) for one, _ in watchers)
        app.action_light()  # what is left is still told
        await pilot.pause()


def state(pid: int) -> str:
    """The letter /proc has for what a process does; "" once there is none."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(") ")[2][:1]
    except OSError:
        return ""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
async def test_an_index_that_nobody_waits_for_any_more_leaves_no_zombie(opened: Opening, course_folder: Path) -> None:
    async with opened() as pilot:
        await pilot.app.run_action("search")
        await pilot.pause()
        while course_folder not in looking_up._building:
            await pilot.pause(0.01)
        building = looking_up._building[course_folder]
        await pilot.app.pop_screen()
        with contextlib.suppress(ProcessLookupError):  # it may have come to its end by itself
            os.kill(building.pid, signal.SIGKILL)
        end = time.monotonic() + 20
        while state(building.pid) and time.monotonic() < end:
            await pilot.pause(0.01)
        assert not state(building.pid)


async def test_what_is_answered_can_be_read_while_the_form_is_being_taken_away(opened: Opening) -> None:
    async with opened("start/steps#choosing") as pilot:
        lesson = pilot.app.screen
        assert isinstance(lesson, LessonScreen)
        pane = lesson.bench.answer
        while pane.form is None:
            await pilot.pause(0)
        form = pane.form
        before = form.answers
        await pilot.app.run_action("home")
        await pilot.pause()
        assert form.answers == before and not form.is_attached
        pane.start()  # as it was asked for a moment before
        await pilot.pause()
        assert pilot.app.screen.focused is not None


async def test_a_screen_that_is_left_as_it_comes_ends_nothing(opened: Opening) -> None:
    async with opened("start/steps#writing") as pilot:
        app = pilot.app
        lesson = app.screen
        assert isinstance(lesson, LessonScreen)
        await app.run_action("home")
        assert is_going(app, lesson) and not is_going(app, app.screen) and not is_going(app, app)
        lesson.call_later(lesson.query_one, "#text")  # its widgets are gone
        for _ in range(3):
            app.post_message(LessonChosen("start/steps", 1))
            await app.run_action("home")
        await pilot.pause()
        assert app._exception is None
