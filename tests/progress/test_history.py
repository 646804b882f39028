"""Protects what is told of days, time and what was hard: counted from attempts, by this machine's days."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from tests.screen.material import write_course
from tutor.course.loader import load
from tutor.course.model import Course
from tutor.grading.verdict import Verdict
from tutor.progress.history import BEFORE, Trace, duration, history, in_words
from tutor.progress.store import Store

TODAY = date(2026, 3, 4)


def at(days_ago: int, minutes: float = 0.0) -> float:
    return (datetime(2026, 3, 4, 12) - timedelta(days=days_ago) + timedelta(minutes=minutes)).timestamp()


def course_in(folder: Path) -> Course:
    return load(write_course(folder / "course"))


def test_nothing_tried_is_no_day(tmp_path: Path) -> None:
    told = history([], {}, course_in(tmp_path))
    assert told.days == () and told.hard == () and told.in_a_row(TODAY) == 0 and in_words(told, TODAY) == ""
    assert [day.attempts for day in told.last_days(3, TODAY)] == [0, 0, 0]


def test_attempts_close_together_are_one_sitting_and_a_pause_begins_another(tmp_path: Path) -> None:
    name = "start/steps/double"
    course = course_in(tmp_path)
    close = [Trace(name, at(0, minute), "failed", None) for minute in (0, 5, 10)]
    told = history(close, {}, course)
    assert told.seconds == BEFORE + 600
    apart = history([*close, Trace(name, at(0, 60), "passed", None)], {}, course)
    assert apart.seconds == 2 * BEFORE + 600 and apart.days[0].passed == 1


def test_days_in_a_row_end_with_a_day_without_and_wait_for_today(tmp_path: Path) -> None:
    traces = [Trace("start/steps/double", at(day), "failed", None) for day in (1, 2, 3, 5)]
    told = history(traces, {}, course_in(tmp_path))
    assert told.in_a_row(TODAY) == 3 and told.in_a_row(TODAY + timedelta(days=2)) == 0
    assert [day.attempts for day in told.last_days(4, TODAY)] == [1, 1, 1, 0]


def test_what_could_not_be_judged_counts_for_nothing(tmp_path: Path) -> None:
    told = history([Trace("start/steps/double", at(0), "unjudged", None)], {}, course_in(tmp_path))
    assert told.attempts == 0 and told.days == ()


def test_what_is_tried_after_a_pass_was_not_hard(tmp_path: Path) -> None:
    name = "start/steps/double"
    traces = [Trace(name, at(1), "passed", None), *(Trace(name, at(0, n), "failed", "squares") for n in range(5))]
    assert history(traces, {}, course_in(tmp_path)).hard == ()


def test_the_hardest_comes_first_with_its_mistakes(tmp_path: Path) -> None:
    first, second = "start/steps/views", "start/steps/double"
    traces = [Trace(first, at(0, n), "failed", None) for n in range(3)]
    traces += [Trace(second, at(0, 10 + n), "failed", "squares" if n else None) for n in range(4)]
    told = history(traces, {second: 2, "gone/away/now": 1}, course_in(tmp_path))
    assert [hard.address for hard in told.hard] == [second, first]
    assert told.hard[0].mistakes == (("squares", 3),) and told.hard[0].failed == 4 and not told.hard[0].is_passed


def test_a_clock_that_is_far_off_raises_nothing(tmp_path: Path) -> None:
    traces = [Trace("start/steps/double", moment, "failed", None) for moment in (1e20, -1e20)]
    told = history(traces, {}, course_in(tmp_path))
    assert told.attempts == 2


def test_the_store_tells_the_history_of_its_course_only(tmp_path: Path) -> None:
    course = course_in(tmp_path)
    with Store(tmp_path / "progress.db", course="other") as other:
        other.record(Verdict("start/steps/double", "failed"), "x")
    with Store(tmp_path / "progress.db") as store:
        store.record(Verdict("start/steps/double", "passed"), "x")
        store.take_hint("start/steps/double", 1)
        told = store.history(course)
    assert (told.attempts, told.passed, told.hints) == (1, 1, 1)
    assert in_words(told, date.today()) == "1 day, about 3 minutes, 1 attempt, 1 hint"


def test_durations_are_told_as_people_say_them() -> None:
    assert [duration(seconds) for seconds in (0, 60, 89 * 60, 2 * 3600)] == [
        "about 1 minute",
        "about 1 minute",
        "about 89 minutes",
        "about 2 hours",
    ]
