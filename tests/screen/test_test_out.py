"""Protects testing out of a chapter on the screen: what it takes is said, no help is given, ^n goes through it."""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot

from tests.screen.conftest import Opening
from tutor.course.lines import plain
from tutor.grading.verdict import Verdict
from tutor.progress.store import Store
from tutor.screen.home import HomeScreen
from tutor.screen.lesson import LessonScreen
from tutor.screen.prose import Prose
from tutor.screen.test_out import TestOutScreen, lines_of


def shown(pilot: Pilot[Any]) -> str:
    screen = pilot.app.screen
    assert isinstance(screen, TestOutScreen)
    return plain(lines_of(screen._chapter, screen._test, 60))


async def test_it_says_what_it_takes_and_enter_begins_it(opened: Opening, store: Store) -> None:
    async with opened() as pilot:
        await pilot.press("alt+t")
        assert "Pass them all without a hint" in " ".join(shown(pilot).split()) and "begin" in shown(pilot)
        assert pilot.app.screen.query_one(Prose).size.height > 4
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, HomeScreen) and store.test_out("start") is None
        await pilot.press("alt+t", "enter")
        test = store.test_out("start")
        assert test is not None and test.following is not None
        assert isinstance(pilot.app.screen, LessonScreen)
        assert pilot.app.screen.work.address == test.following


async def test_no_hint_is_given_and_the_way_out_is_told(opened: Opening, store: Store) -> None:
    store.begin_test_out("start", ["start/steps/double"])
    async with opened("start/steps/double") as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, LessonScreen)
        await pilot.press("ctrl+g")
        assert store.hints_taken("start/steps/double") == 0
        assert screen.bench.news.told is not None and "without help" in screen.bench.news.told[0]
        await pilot.press("ctrl+t", "alt+t", "s")
        assert store.test_out("start") is None and "begin" in shown(pilot)


async def test_after_a_pass_the_next_page_is_what_the_test_asks_next(opened: Opening, store: Store) -> None:
    store.begin_test_out("start", ["start/steps/double", "start/steps/views"])
    async with opened("start/steps/double") as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, LessonScreen)
        store.record(Verdict("start/steps/double", "passed"), "x")
        screen.bench.outcome.passed = True
        screen.bench.outcome.tell_of_test_out("start/steps/double")
        assert screen.bench.news.told is not None and "1 of 2" in screen.bench.news.told[0]
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LessonScreen)
        assert pilot.app.screen.work.address == "start/steps/views"
        store.record(Verdict("start/steps/views", "passed"), "x")
        pilot.app.session.recount()  # type: ignore[attr-defined]
        await pilot.press("ctrl+t", "alt+t")
        assert "Passed. " in shown(pilot) and "is done" in shown(pilot)
