"""The course as a map: its rows, what is done, and what comes next. *Screen side.* Headless."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tutor.course.model import Chapter, Course, Fault, Lesson
from tutor.language import _, later_
from tutor.progress.summary import Count, Summary, next_exercise

# What one does with a lesson, as its row says it.
VERBS = (later_("begin"), later_("continue"), later_("look again"))


@dataclass(frozen=True)
class Row:
    """One line of the map: a chapter, a lesson that can be opened, or one that is broken (`note` says why).

    `count` is what there is to do in it, None of a broken lesson; `has_test_out`: a chapter that can be tested out of.
    """

    kind: Literal["chapter", "lesson", "broken"]
    title: str
    address: str = ""
    done: str = ""
    complete: bool = False
    minutes: int = 0
    note: str = ""
    count: Count | None = None
    has_test_out: bool = False

    @property
    def can_be_opened(self) -> bool:
        """Whether Enter does something here."""
        return self.kind == "lesson" or self.has_test_out


@dataclass(frozen=True)
class Next:
    """The one thing to do next: which lesson, on which page, and the word for it."""

    lesson: Lesson
    page: int
    verb: Literal["begin", "continue", "look again"]


def rows(course: Course, summary: Summary) -> Iterator[Row]:
    """Every row of the map, in the course's order."""
    for chapter in course.chapters:
        yield _chapter_row(chapter, summary.chapters[chapter.id])
        for lesson in chapter.lessons:
            yield _lesson_row(lesson, summary, course.root)


def _chapter_row(chapter: Chapter, count: Count) -> Row:
    return Row(
        "chapter",
        chapter.title,
        chapter.id,
        done_words(count),
        count.complete,
        sum(lesson.minutes for lesson in chapter.lessons),
        chapter.summary,
        count,
        any(lesson.exercises for lesson in chapter.lessons),
    )


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
        count,
    )


def _told(fault: Fault, root: Path) -> str:
    """The fault, its file named from the course's folder on."""
    path = fault.path.relative_to(root) if fault.path.is_relative_to(root) else fault.path
    return f"{path}:{fault.line}: {fault.message}"


def done_words(count: Count) -> str:
    """How much is done: `done 3 of 5`, with what was given up and what was optional told apart."""
    words = _("done {done} of {total}").format(done=count.done, total=count.total) if count.total else _("to read")
    if count.tested_out:
        words += _(", tested out")
    if count.given_up:
        words += _(", {n} given up").format(n=count.given_up)
    if count.optional_done:
        words += f", +{count.optional_done}"
    return words


def bar(count: Count, cells: int, glyphs: str) -> str:
    """How much of `count` is done, in `cells` cells; never full before all is done, nor empty once something is."""
    full, empty = ("#", ".") if glyphs == "ascii" else ("█", "░")
    share = count.done / count.total if count.total else 0.0
    filled = round(cells * share)
    if 0 < share < 1:
        filled = max(1, min(cells - 1, filled))
    return full * filled + empty * (cells - filled)


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
