"""How much of a course is done, and what comes next. *Screen side.*"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tutor.course.model import Course, Exercise
from tutor.progress.count import Count, counted, next_to_do
from tutor.progress.standing import Standing

__all__ = ["Count", "Summary", "count", "next_exercise", "summarise"]


@dataclass(frozen=True)
class Summary:
    """Counts of a whole course; `chapters` by a chapter's id, `lessons` by a lesson's address, both in order."""

    whole: Count
    chapters: Mapping[str, Count]
    lessons: Mapping[str, Count]
    standings: Mapping[str, Standing]

    def standing(self, address: str) -> Standing:
        """How the exercise at `address` stands."""
        return self.standings.get(address, Standing())


def summarise(
    course: Course, standings: Mapping[str, Standing], tested_out: Mapping[str, float] | None = None
) -> Summary:
    """Count `course` by `standings`, which are keyed by address; `tested_out` says of which chapters, and when."""
    standings = {**standings, **dict(_credited(course, standings, tested_out or {}))}
    lessons = {lesson.address: count(lesson.exercises, standings) for lesson in course.lessons()}
    chapters = {
        chapter.id: sum((lessons[lesson.address] for lesson in chapter.lessons), Count()) for chapter in course.chapters
    }
    return Summary(sum(chapters.values(), Count()), chapters, lessons, standings)


def _credited(
    course: Course, standings: Mapping[str, Standing], tested_out: Mapping[str, float]
) -> Iterator[tuple[str, Standing]]:
    """How the exercises of chapters that were tested out stand."""
    for chapter in course.chapters:
        if chapter.id in tested_out:
            for lesson in chapter.lessons:
                for exercise in lesson.exercises:
                    before = standings.get(exercise.address, Standing())
                    yield exercise.address, replace(before, tested_out_at=tested_out[chapter.id])


def count(exercises: Iterable[Exercise], standings: Mapping[str, Standing]) -> Count:
    """Count `exercises`."""
    return counted((standings.get(one.address, Standing()).state, one.optional) for one in exercises)


def next_exercise(course: Course, standings: Mapping[str, Standing], after: str | None = None) -> Exercise | None:
    """The exercise to do next: see `count.next_to_do`. None when nothing is left."""
    ordered = list(course.exercises())
    found = next_to_do(
        [(one.address, one.optional) for one in ordered],
        lambda address: standings.get(address, Standing()).is_done,
        after,
    )
    return None if found is None else ordered[found]
