"""Protects search: titles at once, terms and names once they are gathered, Chinese too; Enter opens the page."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input

from tests.screen.conftest import Opening
from tests.screen.material import Person
from tutor.course.index import build_index
from tutor.course.kept_index import keep_index
from tutor.course.loader import load
from tutor.course.model import Course
from tutor.course.terms import read_terms
from tutor.progress.places import cache_folder
from tutor.screen.home import HomeScreen
from tutor.screen.lesson import LessonScreen
from tutor.screen.looking_up import hits, index_of
from tutor.screen.search import SearchScreen

TERMS = '[[term]]\nen = "doubling"\nzh = "加倍"\n'


def searching(pilot: Pilot[Any]) -> SearchScreen:
    screen = pilot.app.screen
    assert isinstance(screen, SearchScreen)
    return screen


async def test_what_is_typed_on_the_map_is_looked_up_and_enter_opens_it(opened: Opening) -> None:
    async with opened() as pilot:
        await pilot.press(*"predict")
        await pilot.pause()
        assert searching(pilot).query_one(Input).value == "predict"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LessonScreen) and pilot.app.screen.work.page.id == "predicting"


async def test_esc_goes_back_and_help_is_no_search(opened: Opening) -> None:
    async with opened() as pilot:
        await pilot.press("x", "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
        await pilot.press("question_mark")
        assert not isinstance(pilot.app.screen, SearchScreen | HomeScreen)


def test_a_letter_with_alt_is_no_search(person: Callable[..., Person]) -> None:
    seated = person(size=(80, 24), host="bare")
    seated.until("F1 help")
    seated.press("\x1bx")
    seated.read(0.3)
    seated.press("\x1bs")
    seated.until("Settings")
    assert "Search" not in seated.text
    seated.press("\x1b")
    seated.until("Read a page")
    seated.press("步")
    seated.until("Search")
    assert "步" in seated.text


async def test_a_lesson_can_be_left_for_what_was_found(opened: Opening) -> None:
    async with opened("start/steps/double") as pilot:
        await pilot.press("alt+w", *"only", "enter")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, LessonScreen) and pilot.app.screen.work.page.id == "reading"


async def test_nothing_found_says_so_and_enter_does_nothing(opened: Opening) -> None:
    async with opened(size=(60, 20)) as pilot:
        await pilot.press(*"zzz[/]", "enter", "down", "pageup")
        assert searching(pilot).query_one(Input).value == "zzz[/]"


def test_titles_come_before_parts_of_titles(course: Course) -> None:
    assert hits(course, [], "   ") == []
    found = hits(course, [], "SOMETHING to")
    assert [hit.kind for hit in found] == ["page", "page", "page"]
    assert found[0].address.startswith("start/steps#")
    assert [hit.title for hit in hits(course, [], "steps")] == ["First steps"]
    assert hits(course, [], "broken") == []


def test_terms_are_found_by_their_chinese_words_and_names_by_their_ends(course_folder: Path) -> None:
    (course_folder / "lessons" / "terms.toml").write_text(TERMS, encoding="utf-8")
    lesson = course_folder / "lessons" / "01-start" / "01-steps.toml"
    lesson.write_text(lesson.read_text().replace('text = "Choose."', 'text = "Doubling by `torch.add`."'))
    course = load(course_folder)
    entries = build_index(course, read_terms(course_folder)[0])
    term = hits(course, entries, "加倍")[0]
    assert (term.kind, term.title, term.also, term.address) == ("term", "doubling", "加倍", "start/steps#choosing")
    name = hits(course, entries, "add")[0]
    assert (name.kind, name.title) == ("name", "torch.add")


async def test_the_index_is_built_beside_and_found_again(course: Course, course_folder: Path) -> None:
    built = await index_of(course.root, cache_folder())
    assert built == build_index(course)
    assert await index_of(course.root, cache_folder()) == keep_index(course_folder, cache_folder())


async def test_a_course_that_is_gone_has_no_index(tmp_path: Path) -> None:
    assert await asyncio.wait_for(index_of(tmp_path / "gone", tmp_path / "cache"), 30) == []


def test_an_exercise_is_found_by_its_id_however_that_is_typed(course: Course) -> None:
    for typed in ("shape-of", "shape of", "shape_of", "Shape_of.py"):
        first = hits(course, [], typed)[0]
        assert (first.kind, first.address) == ("exercise", "start/steps/shape-of"), typed
    assert "start/steps/shape-of" in [hit.address for hit in hits(course, [], "shap")]
