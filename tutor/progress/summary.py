"""How much of a course is done, and what comes next. *Screen side.*"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tutor.course.model import Course, Exercise
from tutor.progress.standing import Standing


@dataclass(frozen=True)
class Count:
    """Exercises counted. Those that are optional are counted apart, and in no other number."""

    passed: int = 0
    given_up: int = 0
    total: int = 0
    optional_done: int = 0
    optional_total: int = 0
    tested_out: int = 0

    @property
    def done(self) -> int:
        """Passed, tested out or given up."""
        return self.passed + self.tested_out + self.given_up

    @property
    def complete(self) -> bool:
        """Whether there was something to do, and none of it is left."""
        return self.total > 0 and self.done >= self.total

    def __add__(self, other: Count) -> Count:
        return Count(
            self.passed + other.passed,
            self.given_up + other.given_up,
            self.total + other.total,
            self.optional_done + other.optional_done,
            self.optional_total + other.optional_total,
            self.tested_out + other.tested_out,
        )


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
    total = Count()
    for exercise in exercises:
        standing = standings.get(exercise.address, Standing())
        if exercise.optional:
            total += Count(optional_done=int(standing.is_done), optional_total=1)
        else:
            state = standing.state
            total += Count(int(state == "passed"), int(state == "given_up"), 1, tested_out=int(state == "tested_out"))
    return total


def next_exercise(course: Course, standings: Mapping[str, Standing], after: str | None = None) -> Exercise | None:
    """The exercise to do next: the first after `after` (an address) that isn't done, else the first of all.

    Optional ones are passed over, except the very next one of the same lesson. None when nothing is left.
    """
    ordered = list(course.exercises())
    at = next((n for n, exercise in enumerate(ordered) if exercise.address == after), -1)
    later = ordered[at + 1 :]
    for exercise in [*later, *ordered[: max(at, 0)]]:
        is_neighbour = at >= 0 and bool(later) and exercise is later[0] and _lesson(exercise) == _lesson(ordered[at])
        wanted = not exercise.optional or is_neighbour
        if wanted and not standings.get(exercise.address, Standing()).is_done:
            return exercise
    return None


def _lesson(exercise: Exercise) -> str:
    return exercise.address.rpartition("/")[0]
