"""Protects what an address leads to: the thing itself, what became of it, or the nearest there is."""

from __future__ import annotations

import pytest

from tests.course.conftest import SmallCourse
from tutor.course.address import NoSuchAddress, find, old_addresses
from tutor.course.loader import load


def test_every_level(small: SmallCourse) -> None:
    """Protects addresses of chapters, lessons, exercises and pages."""
    course = load(small.root)
    assert find(course, "basics").chapter.id == "basics"
    found = find(course, "/basics/sums/")
    assert found.lesson is not None
    assert (found.address, found.lesson.id, found.exercise) == ("basics/sums", "sums", None)
    found = find(course, "basics/sums/shapes")
    assert found.exercise is not None
    assert found.page is not None
    assert (found.exercise.id, found.page.id) == ("shapes", "guess")
    assert find(course, "basics/sums/guess").address == "basics/sums/shapes"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("basics/sums/add-pu", "did you mean `basics/sums/add-up`?"),
        ("add-up", "did you mean `basics/sums/add-up`?"),
        ("basic", "did you mean `basics`?"),
        ("qqq/www", "`tutor list` shows what there is"),
        ("", "is no address"),
        ("a/b/c/d", "is no address"),
        ("\x1b[2J", "\\u001b[2J"),
    ],
)
def test_the_nearest_is_named(small: SmallCourse, address: str, said: str) -> None:
    """Protects a slip of the keys from a dead end, and the terminal from what was typed."""
    with pytest.raises(NoSuchAddress) as caught:
        find(load(small.root), address)
    assert said in str(caught.value)
    assert str(caught.value).isprintable()


def test_old_ids_lead_on(small: SmallCourse) -> None:
    """Protects credit over renames of an exercise, its lesson and its chapter, one at a time or all at once."""
    small.change("difficulty = 2\n", 'difficulty = 2\naliases = ["plus", "before/any/add"]\n')
    small.change("requires = []", 'aliases = ["totals"]')
    small.write("lessons/01-basics/chapter.toml", 'title = "B"\naliases = ["intro"]\n')
    course = load(small.root)
    assert course.faults == ()
    for old in ("basics/sums/plus", "basics/totals/add-up", "intro/totals/plus", "before/any/add"):
        assert find(course, old).address == "basics/sums/add-up"
        assert old_addresses(course)[old] == "basics/sums/add-up"
    assert find(course, "intro/totals").address == "basics/sums"
    assert find(course, "intro").address == "basics"
    assert "basics/sums/add-up" not in old_addresses(course)


def test_in_a_broken_lesson(small: SmallCourse) -> None:
    """Protects the reason from being hidden behind "no such exercise"."""
    small.change("minutes = 5", "minutes = 'x'")
    course = load(small.root)
    found = find(course, "basics/sums")
    assert found.lesson is not None
    assert found.lesson.broken
    with pytest.raises(NoSuchAddress, match=r"its lesson is broken: .*`minutes` is a text"):
        find(course, "basics/sums/add-up")
