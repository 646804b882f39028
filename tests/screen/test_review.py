"""Protects the Review screen: each exercise begins afresh, how it went is kept, and the old answer stays."""

from __future__ import annotations

import time
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.screen.conftest import Opening
from tests.screen.test_lesson import until
from tutor.course.lines import plain
from tutor.grading.verdict import Outcome, Verdict
from tutor.progress.due import Due, Item
from tutor.progress.review import DAY, Rating
from tutor.progress.store import Store
from tutor.screen.events import VerdictReached
from tutor.screen.home import HomeScreen
from tutor.screen.lesson import LessonScreen
from tutor.screen.review import ReviewScreen
from tutor.screen.review_sheet import ReviewSheet, days_until, sheet_lines
from tutor.screen.sitting import AWAY, Sitting, Went

DOUBLE, VIEWS = "start/steps/double", "start/steps/views"


def passed_long_ago(store: Store, *addresses: str, days: float = 60.0) -> None:
    """These were passed so many days ago, at the third attempt."""
    for address in addresses:
        store.save_draft(address, "the old answer")
        for outcome in ("failed", "failed", "passed"):
            store.record(Verdict(address, outcome), "the old answer")  # type: ignore[arg-type]
        with store.transaction() as (db, _):
            for table, columns in (("work", ["passed_at"]), ("review", ["made_at"]), ("attempt", ["made_at"])):
                for column in columns:
                    db.execute(f"UPDATE {table} SET {column} = {column} - ?", (days * DAY,))
            db.execute("DELETE FROM card")


def shown(pilot: Pilot[Any], width: int = 70) -> str:
    screen = pilot.app.screen
    assert isinstance(screen, ReviewSheet)
    return plain(screen._lines(width))


async def begin(pilot: Pilot[Any]) -> ReviewScreen:
    """Open the sheet and begin; the screen, once it is there."""
    await pilot.press("alt+v", "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, ReviewScreen) and bool(pilot.app.screen.query("#editor")))
    await pilot.pause()
    return review_of(pilot)


async def reach(pilot: Pilot[Any], kind: type[Any]) -> None:
    """Wait for a screen of this kind."""
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))
    await pilot.pause()


def review_of(pilot: Pilot[Any]) -> ReviewScreen:
    screen = pilot.app.screen
    assert isinstance(screen, ReviewScreen)
    return screen


async def judge(pilot: Pilot[Any], outcome: Outcome) -> None:
    """A check of the exercise that is on ends so."""
    screen = review_of(pilot)
    assert screen.work.exercise is not None
    verdict = Verdict(screen.work.exercise.address, outcome)
    screen.bench.post_message(VerdictReached(screen.work, "the new answer", verdict))
    await pilot.pause()
    await pilot.pause()


async def test_nothing_to_review_is_said(opened: Opening) -> None:
    async with opened() as pilot:
        await pilot.press("alt+v")
        assert "Nothing is due yet." in shown(pilot)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_it_is_said_when_the_next_one_comes(opened: Opening, store: Store) -> None:
    store.record(Verdict(DOUBLE, "passed"), "x")
    async with opened() as pilot:
        await pilot.press("alt+v")
        assert "The next review comes in" in shown(pilot)


async def test_an_exercise_begins_afresh_and_the_old_answer_stays(opened: Opening, store: Store) -> None:
    passed_long_ago(store, DOUBLE)
    async with opened() as pilot:
        await pilot.press("alt+v")
        assert "1 exercise is due" in shown(pilot)
        await pilot.press("escape")
        screen = await begin(pilot)
        editor = screen.bench.answer.editor
        assert editor.text == screen.work.starter
        text = plain(screen._lay_out(60))
        assert "Return twice x." in text and "Write it." not in text  # the page itself would give it away
        editor.text = "half of a new answer"
        await pilot.pause()
        await judge(pilot, "passed")
        assert "Write it." in plain(screen._lay_out(60))
        assert screen.sitting.went[0].comes_back is not None
        await pilot.press("ctrl+n")
        await reach(pilot, ReviewSheet)
        assert "1 of 1 remembered" in shown(pilot)
    assert store.draft(DOUBLE) == "the old answer"
    assert store.draft(f"{DOUBLE}#review") is None
    assert store.last_source(DOUBLE) == "the new answer"
    back = store.comes_back(DOUBLE)
    assert back is not None and back > time.time() + DAY


async def test_hints_of_a_review_are_counted_apart(opened: Opening, store: Store) -> None:
    store.take_hint(DOUBLE, 2)
    passed_long_ago(store, DOUBLE)
    async with opened() as pilot:
        screen = await begin(pilot)
        assert screen.session.hints_taken(screen.work.exercise) == 0  # type: ignore[arg-type]
        await pilot.press("ctrl+g")
        assert screen.sitting.hints == 1
        await judge(pilot, "failed")
        await judge(pilot, "passed")
        assert screen.sitting.went[0].rating is Rating.HARD
    assert store.hints_taken(DOUBLE) == 2


async def test_what_is_shown_was_forgotten(opened: Opening, store: Store) -> None:
    passed_long_ago(store, DOUBLE)
    async with opened() as pilot:
        sitting = (await begin(pilot)).sitting
        await pilot.press("ctrl+s")
        await pilot.press("escape")
        await pilot.press("ctrl+n")
        await reach(pilot, ReviewSheet)
        assert [one.rating for one in sitting.went] == [Rating.AGAIN]
        assert "forgotten" in shown(pilot)
    assert store.draft(DOUBLE) == "the old answer"


async def test_what_was_given_up_is_tried_again_and_learned(opened: Opening, store: Store) -> None:
    store.give_up(DOUBLE)
    with store.transaction() as (db, _):
        db.execute("UPDATE work SET given_up_at = given_up_at - ?", (2 * DAY,))
    async with opened() as pilot:
        await pilot.press("alt+v")
        assert "1 of them you gave up" in shown(pilot) and "You solved them before" not in shown(pilot)
        await pilot.press("escape")
        await begin(pilot)
        await judge(pilot, "passed")
        await pilot.press("ctrl+n")
        await reach(pilot, ReviewSheet)
        assert "1 of 1 learned" in shown(pilot) and "remembered" not in shown(pilot)
    standing = store.standing(DOUBLE)
    assert standing.passed_at is not None and standing.state == "given_up"
    assert store.due(pilot.app.session.course).items == ()  # type: ignore[attr-defined]


async def test_what_is_skipped_stays_due(opened: Opening, store: Store) -> None:
    passed_long_ago(store, DOUBLE, VIEWS)
    async with opened() as pilot:
        first = (await begin(pilot)).sitting.item.address
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert review_of(pilot).sitting.item.address != first
        await pilot.press("ctrl+t")
        await reach(pilot, HomeScreen)
        assert pilot.app.session.sitting is None  # type: ignore[attr-defined]
    assert len(store.due(pilot.app.session.course).items) == 2  # type: ignore[attr-defined]


async def test_where_one_left_off_in_the_course_is_not_moved(opened: Opening, store: Store) -> None:
    passed_long_ago(store, DOUBLE)
    store.set_place("start/steps#predicting")
    async with opened() as pilot:
        await begin(pilot)
    assert store.place() == "start/steps#predicting"


async def test_a_mistake_made_twice_leads_to_its_page(opened: Opening, store: Store) -> None:
    for answer in "ab":
        store.record(Verdict(DOUBLE, "failed", mistake="squares"), answer)
    async with opened() as pilot:
        await pilot.press("alt+v")
        assert "Something to write" in shown(pilot)
        await pilot.press("1")
        await reach(pilot, LessonScreen)
        screen = pilot.app.screen
        assert isinstance(screen, LessonScreen) and screen.work.address == DOUBLE
        await pilot.press("alt+v")
        assert "Something to write" not in shown(pilot)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 48)])
async def test_every_size_shows_the_keys(opened: Opening, store: Store, size: tuple[int, int]) -> None:
    passed_long_ago(store, DOUBLE)
    async with opened(size=size) as pilot:
        keys = (await begin(pilot)).query_one("KeyBar").plain  # type: ignore[attr-defined]
        assert "check" in keys and "skip" in keys


async def test_a_pass_of_an_exercise_that_changed_since_is_told_as_older(opened: Opening, store: Store) -> None:
    store.record(Verdict(DOUBLE, "passed"), "x", "what it was then")
    async with opened(DOUBLE) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, LessonScreen)
        screen.bench.open(screen.work)
        assert "changed since you passed it" in (screen.bench.news.told or ("", ""))[0]
    assert store.standing(DOUBLE).state == "passed"


# Without a screen


def item(name: str = "a", seconds: float = 60.0) -> Item:
    return Item(f"start/steps/{name}", name.upper(), "function", (), 0.0, 0.5, seconds)


def test_a_sitting_rates_by_what_it_took() -> None:
    kept: list[tuple[str, Rating, float]] = []
    now = [0.0]
    items = [item("a"), item("b"), item("c"), item("d")]

    def note(one: Item, rating: Rating, seconds: float) -> float:
        kept.append((one.title, rating, seconds))
        return 1.0

    sitting = Sitting(items, note, clock=lambda: now[0])
    now[0] = 30.0
    sitting.judged("passed")
    sitting.judged("failed")  # playing on after a pass is no failure
    sitting.judged("passed")
    sitting.go_on()
    sitting.looked_up()
    now[0] = 40_000.0
    sitting.judged("unjudged")
    sitting.judged("passed")
    sitting.go_on()
    sitting.go_on()  # skipped
    sitting.showed()
    assert sitting.seconds_left == 60.0 and not sitting.is_over
    sitting.judged("passed")
    sitting.go_on()
    assert sitting.is_over
    assert kept == [("A", Rating.GOOD, 30.0), ("B", Rating.HARD, AWAY), ("D", Rating.AGAIN, 1.0)]


def test_the_sheet_explains_what_waits() -> None:
    due = Due((item(),), today=1, waiting=31)
    told = " ".join(plain(sheet_lines(due, [], [], 0.0, 60)).split())
    assert "31 more wait for the next days" in told and "20 minutes" in told
    enough = " ".join(plain(sheet_lines(Due(waiting=3), [Went(item(), Rating.GOOD, 61.0)], [], 0.0, 60)).split())
    assert "Enough for today." in enough and "more now" in enough and "1 of 1 remembered" in enough


def test_days_are_counted_by_the_calendar() -> None:
    noon = 1_800_000_000.0 // DAY * DAY
    assert days_until(noon + 1, noon) == "today"
    assert days_until(noon + DAY, noon) == "tomorrow"
    assert days_until(noon + 12 * DAY, noon) == "in 12 days"
    assert days_until(noon - DAY, noon) == "today"
