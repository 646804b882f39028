"""Testing out of a chapter: drawn fairly, passed only without help, and then the chapter is done for good."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.progress.conftest import course, exercise, verdict
from tutor.course.model import Chapter, Course
from tutor.progress.standing import Standing
from tutor.progress.store import Store
from tutor.progress.testing_out import draw

LESSONS = {
    name: [exercise(f"tensors/{name}/{letter}", difficulty=1 + (letter == "c")) for letter in "abc"]
    for name in ("one", "two", "three")
}
COURSE: Course = course(*LESSONS.items())
(CHAPTER,) = COURSE.chapters
DRAWN = draw(CHAPTER, {}, 1)


def test_five_are_drawn_from_all_lessons_with_the_last_of_all() -> None:
    for seed in range(30):
        drawn = draw(CHAPTER, {}, seed)
        assert len(set(drawn)) == 5 and drawn[-1] == "tensors/three/c"
        assert {address.split("/")[1] for address in drawn} == {"one", "two", "three"}
        assert list(drawn) == sorted(drawn, key=[one.address for one in COURSE.exercises()].index)
    assert len({draw(CHAPTER, {}, seed) for seed in range(30)}) > 5


def test_what_is_not_done_and_what_is_harder_comes_first() -> None:
    done = {one.address: Standing(True, 1.0) for one in LESSONS["one"][:2]}
    assert all({"tensors/one/c", "tensors/two/c"} <= set(draw(CHAPTER, done, seed)) for seed in range(10))


def test_optional_exercises_are_left_out_and_few_are_enough() -> None:
    few = [replace(one, optional=one.id != "a") for one in LESSONS["one"]]
    assert draw(course(("one", few)).chapters[0], {}, 1) == ("tensors/one/a",)
    assert draw(Chapter("empty", "Empty"), {}, 1) == ()


def test_all_five_passed_complete_the_chapter(store: Store) -> None:
    store.begin_test_out("tensors", DRAWN)
    for number, address in enumerate(DRAWN):
        test = store.test_out("tensors")
        assert test is not None and test.is_open and test.following == address and len(test.passed) == number
        store.record(verdict("failed", address), "")
        store.record(verdict("passed", address), "")
    assert list(store.tested_out()) == ["tensors"]
    summary = store.summary(COURSE)
    assert summary.whole.complete
    assert (summary.whole.passed, summary.whole.tested_out, summary.whole.total) == (5, 4, 9)
    other = next(one for one in COURSE.exercises() if one.address not in DRAWN)
    assert summary.standing(other.address).state == "tested_out" and summary.standing(other.address).when
    assert store.may_see_solution(other).allowed


def test_what_was_passed_before_is_passed_anew(store: Store) -> None:
    for address in DRAWN:
        store.record(verdict("passed", address), "")
    store.begin_test_out("tensors", DRAWN)
    test = store.test_out("tensors")
    assert test is not None and test.passed == frozenset() and store.tested_out() == {}
    assert not store.may_see_solution(exercise(DRAWN[0])).allowed
    store.record(verdict("passed", DRAWN[0]), "")
    assert store.may_see_solution(exercise(DRAWN[0])).allowed


def test_no_help_is_given_meanwhile_and_help_ends_it(store: Store) -> None:
    first = exercise(DRAWN[0])
    store.take_hint(first.address, 1)  # before: that is past
    store.begin_test_out("tensors", DRAWN)
    assert not store.may_take_hint(first.address).allowed and not store.may_give_up(first).allowed
    assert store.may_take_hint("tensors/elsewhere/x").allowed
    assert store.test_out_with(first.address) is not None
    store.take_hint(first.address, 2)  # by an older program, say
    for address in DRAWN:
        store.record(verdict("passed", address), "")
    test = store.test_out("tensors")
    assert test is not None and not test.is_open and test.helped == {first.address}
    assert store.tested_out() == {} and store.test_out_with(first.address) is None


def test_it_can_be_stopped_and_begun_again(store: Store) -> None:
    store.begin_test_out("tensors", DRAWN)
    store.begin_test_out("tensors", DRAWN[:2])
    test = store.test_out("tensors")
    assert test is not None and test.addresses == DRAWN[:2]
    store.stop_test_out("tensors")
    assert store.test_out("tensors") is None and store.may_take_hint(DRAWN[0]).allowed
    store.begin_test_out("tensors", DRAWN[:1])
    store.record(verdict("passed", DRAWN[0]), "")
    store.stop_test_out("tensors")
    assert list(store.tested_out()) == ["tensors"]  # what is passed stays passed


@pytest.mark.parametrize("passed", [False, True])
def test_a_renamed_chapter_keeps_it(store: Store, passed: bool) -> None:
    store.begin_test_out("old", ["old/one/a"])
    if passed:
        store.record(verdict("passed", "old/one/a"), "")
    renamed = replace(CHAPTER, aliases=("old",))
    store.adopt(replace(COURSE, chapters=(renamed,)))
    test = store.test_out("tensors")
    assert test is not None and test.addresses == ("tensors/one/a",)
    assert (test.passed_at is not None) is passed
