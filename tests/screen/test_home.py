"""Protects the map: what is next is set off and opened by Enter, what is broken says why."""

from __future__ import annotations

from tests.screen.conftest import Opening
from tutor.course.model import Course
from tutor.progress.store import Store
from tutor.screen.bars import Bar
from tutor.screen.course_map import find, next_thing, rows
from tutor.screen.home import CourseMap, HomeScreen
from tutor.screen.lesson import LessonScreen


def map_text(screen: HomeScreen) -> str:
    shown = screen.query_one(CourseMap)
    return "\n".join("".join(s.text for s in shown.render_line(y)).rstrip() for y in range(shown.size.height))


async def test_a_first_visit_says_what_to_do_and_enter_does_it(opened: Opening) -> None:
    async with opened(size=(80, 24)) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, HomeScreen)
        assert "Read a page" in screen.query_one("#home-first", Bar).plain
        assert "› First steps" in map_text(screen) and "Enter  begin" in map_text(screen)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, LessonScreen) and pilot.app.screen.work.number == 0


async def test_coming_back_opens_where_one_left_off(opened: Opening, store: Store) -> None:
    store.set_place("start/steps#choosing")
    async with opened() as pilot:
        assert isinstance(pilot.app.screen, LessonScreen) and pilot.app.screen.work.page.id == "choosing"
        await pilot.press("ctrl+t")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "Enter  continue" in map_text(pilot.app.screen)


async def test_a_broken_lesson_is_listed_with_its_reason_and_opens_nothing(opened: Opening) -> None:
    async with opened() as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, HomeScreen)
        assert "broken: " in map_text(screen) and "02-broken.toml" in map_text(screen)
        await pilot.press("down", "enter")
        assert pilot.app.screen is screen


async def test_the_help_lists_every_key_and_closes(opened: Opening) -> None:
    async with opened() as pilot:
        home = pilot.app.screen
        await pilot.press("question_mark")
        assert pilot.app.screen is not home
        await pilot.press("escape")
        assert pilot.app.screen is home


def test_rows_count_what_is_done(course: Course, store: Store) -> None:
    from tutor.grading.verdict import Verdict

    store.record(Verdict("start/steps/double", "passed"), "x")
    store.give_up("start/steps/views")
    found = list(rows(course, store.summary(course)))
    assert [row.kind for row in found] == ["chapter", "lesson", "broken"]
    assert found[1].done == "done 2 of 3, 1 given up"


def test_next_is_where_one_left_off_until_that_is_done(course: Course, store: Store) -> None:
    from tutor.grading.verdict import Verdict

    first = next_thing(course, store.summary(course), None)
    assert first is not None and (first.page, first.verb) == (0, "begin")
    here = next_thing(course, store.summary(course), "start/steps#writing")
    assert here is not None and (here.page, here.verb) == (1, "continue")
    store.record(Verdict("start/steps/double", "passed"), "x")
    after = next_thing(course, store.summary(course), "start/steps#writing")
    assert after is not None and (after.page, after.verb) == (2, "continue")


def test_addresses_of_lessons_pages_and_exercises_are_found(course: Course) -> None:
    assert [
        found[1]
        for found in (find(course, a) for a in ("start/steps", "start/steps/views", "start/steps#predicting"))
        if found
    ] == [0, 2, 3]
    assert find(course, "start/broken") is None and find(course, "no/such") is None


async def test_every_command_can_be_found_by_name_and_done(opened: Opening, store: Store) -> None:
    async with opened("start/steps/double") as pilot:
        await pilot.press("ctrl+d", *"hint", "enter")
        await pilot.pause()
        assert store.hints_taken("start/steps/double") == 1
        await pilot.press("ctrl+d", "escape")
        assert isinstance(pilot.app.screen, LessonScreen)
        await pilot.press("ctrl+d", *"map", "enter")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)
