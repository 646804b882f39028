"""The course as a map: its rows, what is done, and what comes next. *Screen side.* Headless."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tutor.course.model import Course, Fault, Lesson
from tutor.progress.summary import Count, Summary, next_exercise


@dataclass(frozen=True)
class Row:
    """One line of the map: a chapter, a lesson that can be opened, or one that is broken (`note` says why)."""

    kind: Literal["chapter", "lesson", "broken"]
    title: str
    address: str = ""
    done: str = ""
    complete: bool = False
    minutes: int = 0
    note: str = ""

    @property
    def can_be_opened(self) -> bool:
        """Whether Enter does something here."""
        return self.kind == "lesson"


@dataclass(frozen=True)
class Next:
    """The one thing to do next: which lesson, on which page, and the word for it."""

    lesson: Lesson
    page: int
    verb: Literal["begin", "continue", "look again"]


def rows(course: Course, summary: Summary) -> Iterator[Row]:
    """Every row of the map, in the course's order."""
    for chapter in course.chapters:
        yield Row("chapter", chapter.title, done=done_words(summary.chapters[chapter.id]))
        for lesson in chapter.lessons:
            yield _lesson_row(lesson, summary, course.root)


def _lesson_row(lesson: Lesson, summary: Summary, root: Path) -> Row:
    if lesson.broken:
        fault = lesson.broken[0]
        return Row("broken", lesson.title or lesson.id, lesson.address, note=_told(fault, root))
    count = summary.lessons[lesson.address]
    return Row(
        "lesson",
        lesson.title,
        lesson.address,
        done_words(count),
        count.complete,
        lesson.minutes,
        lesson.summary,
    )


def _told(fault: Fault, root: Path) -> str:
    """The fault, its file named from the course's folder on."""
    path = fault.path.relative_to(root) if fault.path.is_relative_to(root) else fault.path
    return f"{path}:{fault.line}: {fault.message}"


def done_words(count: Count) -> str:
    """How much is done: `done 3 of 5`, with what was given up and what was optional told apart."""
    words = f"done {count.done} of {count.total}" if count.total else "to read"
    if count.tested_out:
        words += ", tested out"
    if count.given_up:
        words += f", {count.given_up} given up"
    if count.optional_done:
        words += f", +{count.optional_done}"
    return words


def next_thing(course: Course, summary: Summary, place: str | None) -> Next | None:
    """What to do next: the page one left off at while it isn't done, else the next exercise; None without lessons."""
    here = find(course, place) if place else None
    if here is not None:
        lesson, page = here
        exercise = lesson.pages[page].exercise
        if exercise is None or not summary.standing(exercise.address).is_done:
            return Next(lesson, page, "continue")
        wanted = next_exercise(course, summary.standings, exercise.address)
    else:
        wanted = next_exercise(course, summary.standings)
    if wanted is not None:
        found = find(course, wanted.address)
        if found is not None:
            lesson, page = found
            fresh = not summary.lessons[lesson.address].done
            # A lesson not begun is begun at its first page, which may have a text only.
            return Next(lesson, 0 if fresh else page, "begin" if fresh else "continue")
    usable = [lesson for lesson in course.lessons() if lesson.pages and not lesson.broken]
    if here is not None:
        return Next(*here, "look again")
    return Next(usable[0], 0, "begin") if usable else None


def find(course: Course, address: str) -> tuple[Lesson, int] | None:
    """The lesson and page that `address` names: `c/l`, `c/l/exercise` or `c/l#page`; None if there is none."""
    base, _, page_id = address.partition("#")
    parts = base.split("/")
    wanted = "/".join(parts[:2])
    for lesson in course.lessons():
        if lesson.address != wanted or lesson.broken or not lesson.pages:
            continue
        for number, page in enumerate(lesson.pages):
            if page_id and page.id == page_id:
                return lesson, number
            if len(parts) > 2 and page.exercise is not None and page.exercise.address == base:
                return lesson, number
        return lesson, 0
    return None
