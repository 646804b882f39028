"""What a learner did day by day, how long it took, and what was hard. *Screen side.* Headless.

Only attempts are kept with their time, so minutes are worked out from them: attempts close together are one sitting,
and a sitting begins a little before its first attempt. They are told as "about".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from tutor.course.model import Course
from tutor.language import _, plural

PAUSE = 15 * 60.0  # seconds between two attempts after which one has been away
BEFORE = 3 * 60.0  # seconds that a sitting began before its first attempt, as far as one can know
HARD_FROM = 3  # judged attempts that did not pass, or hints with one of them, before an exercise was hard


class Trace(NamedTuple):
    """One attempt: the exercise's address, when (seconds since 1970), how it ended, and the mistake it was known by."""

    address: str
    made_at: float
    outcome: str
    mistake: str | None


@dataclass(frozen=True)
class Day:
    """One day, in the time of this machine: attempts that were judged, those that passed, and the seconds spent."""

    date: date
    attempts: int = 0
    passed: int = 0
    seconds: float = 0.0


@dataclass(frozen=True)
class Hard:
    """An exercise that was hard: how often it did not pass, the hints taken, the mistakes met and how often."""

    address: str
    title: str
    failed: int
    hints: int
    mistakes: tuple[tuple[str, int], ...]
    is_passed: bool


@dataclass(frozen=True)
class History:
    """Everything. `days` are those on which something was tried, in their order; `hard` begins with the hardest."""

    days: tuple[Day, ...]
    hard: tuple[Hard, ...]
    attempts: int
    passed: int
    hints: int
    seconds: float

    def last_days(self, count: int, today: date) -> list[Day]:
        """The last `count` days up to `today`, those without attempts too."""
        known = {day.date: day for day in self.days}
        dates = [today - timedelta(days=before) for before in range(count - 1, -1, -1)]
        return [known.get(one, Day(one)) for one in dates]

    def in_a_row(self, today: date) -> int:
        """How many days in a row something was tried, up to today, or up to yesterday while today isn't over."""
        known = {day.date for day in self.days if day.attempts}
        at = today if today in known else today - timedelta(days=1)
        count = 0
        while at in known:
            count, at = count + 1, at - timedelta(days=1)
        return count


def history(traces: Iterable[Trace], hints: Mapping[str, int], course: Course) -> History:
    """The history that `traces` tell; `hints` are those taken, by address. What couldn't be judged counts for nothing.

    Exercises that the course no longer has count for their days, and are not named.
    """
    judged = sorted((one for one in traces if one.outcome in ("passed", "failed")), key=lambda one: one.made_at)
    days = _days(judged)
    return History(
        days=days,
        hard=_hard(judged, hints, course),
        attempts=len(judged),
        passed=len({one.address for one in judged if one.outcome == "passed"}),
        hints=sum(hints.values()),
        seconds=sum(day.seconds for day in days),
    )


def _days(judged: Sequence[Trace]) -> tuple[Day, ...]:
    attempts: Counter[date] = Counter()
    passed: Counter[date] = Counter()
    seconds: Counter[date] = Counter()
    before: float | None = None
    for one in judged:
        day = _day(one.made_at)
        attempts[day] += 1
        passed[day] += one.outcome == "passed"
        gap = PAUSE + 1 if before is None else one.made_at - before
        seconds[day] += int(gap if gap <= PAUSE else BEFORE)
        before = one.made_at
    return tuple(Day(day, attempts[day], passed[day], float(seconds[day])) for day in sorted(attempts))


def _day(moment: float) -> date:
    try:
        return date.fromtimestamp(moment)
    except (OverflowError, OSError, ValueError):
        return date.fromtimestamp(0)  # a clock that was far off when it was kept


def _hard(judged: Sequence[Trace], hints: Mapping[str, int], course: Course) -> tuple[Hard, ...]:
    failed: Counter[str] = Counter()
    mistakes: dict[str, Counter[str]] = {}
    passed: set[str] = set()
    for one in judged:
        if one.outcome == "passed":
            passed.add(one.address)
        elif one.address not in passed:  # what is tried out after a pass was not hard
            failed[one.address] += 1
            if one.mistake:
                mistakes.setdefault(one.address, Counter())[one.mistake] += 1
    found = [
        Hard(
            exercise.address,
            exercise.title,
            failed[exercise.address],
            hints.get(exercise.address, 0),
            tuple(mistakes.get(exercise.address, Counter()).most_common()),
            exercise.address in passed,
        )
        for exercise in course.exercises()
        if failed[exercise.address] >= HARD_FROM or (failed[exercise.address] and hints.get(exercise.address, 0) > 1)
    ]
    return tuple(sorted(found, key=lambda one: -(one.failed + 2 * one.hints)))


def in_words(told: History, today: date) -> str:
    """All of `told` in one sentence: days, time, attempts, hints; "" when nothing was tried yet."""
    if not told.attempts:
        return ""
    parts = [plural("{n} day", "{n} days", len(told.days))]
    in_a_row = told.in_a_row(today)
    if in_a_row > 1:
        parts.append(_("{n} in a row").format(n=in_a_row))
    parts += [
        duration(told.seconds),
        plural("{n} attempt", "{n} attempts", told.attempts),
        plural("{n} hint", "{n} hints", told.hints),
    ]
    return _(", ").join(parts)


def duration(seconds: float) -> str:
    """`seconds` as people say it: about 40 minutes, about 3 hours."""
    minutes = max(1, round(seconds / 60))
    if minutes < 90:
        return plural("about {n} minute", "about {n} minutes", minutes)
    return plural("about {n} hour", "about {n} hours", round(minutes / 60))
