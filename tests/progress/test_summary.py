"""Counts and "what is next" say what a learner would count themselves."""

from __future__ import annotations

from tests.progress.conftest import course, exercise, verdict
from tutor.progress.store import Store
from tutor.progress.summary import Count, next_exercise

A, B, EXTRA, C = (f"tensors/{name}" for name in ("one/a", "one/b", "one/extra", "two/c"))
COURSE = course(
    ("one", [exercise(A), exercise(B), exercise(EXTRA, optional=True)]),
    ("two", [exercise(C)]),
    ("three", []),
)


def test_counts_keep_passed_given_up_and_optional_apart(store: Store) -> None:
    """A lesson is complete when all that isn't optional is passed or given up, and the two are told apart."""
    store.record(verdict("passed", A), "x")
    summary = store.summary(COURSE)
    assert summary.lessons["tensors/one"] == Count(passed=1, total=2, optional_total=1)
    assert not summary.lessons["tensors/one"].complete
    store.give_up(B)
    store.record(verdict("passed", EXTRA), "x")
    summary = store.summary(COURSE)
    assert summary.lessons["tensors/one"] == Count(1, 1, 2, 1, 1)
    assert summary.lessons["tensors/one"].complete
    assert summary.chapters["tensors"] == Count(1, 1, 3, 1, 1)
    assert summary.whole == summary.chapters["tensors"]


def test_a_lesson_without_exercises_is_never_called_complete(store: Store) -> None:
    """Nothing is claimed where nothing was asked."""
    assert not store.summary(COURSE).lessons["tensors/three"].complete


def test_next_goes_on_from_where_one_is(store: Store) -> None:
    """After an exercise comes the next that isn't done, in the course's order, and what was skipped at the end."""
    assert next_exercise(COURSE, store.standings()) == COURSE.chapters[0].lessons[0].exercises[0]
    store.record(verdict("passed", B), "x")
    after_b = next_exercise(COURSE, store.standings(), after=B)
    assert after_b is not None
    assert after_b.address == EXTRA
    after_extra = next_exercise(COURSE, store.standings(), after=EXTRA)
    assert after_extra is not None
    assert after_extra.address == C
    store.record(verdict("passed", C), "x")
    skipped = next_exercise(COURSE, store.standings(), after=C)
    assert skipped is not None
    assert skipped.address == A
    store.give_up(A)
    assert next_exercise(COURSE, store.standings(), after=A) is None
