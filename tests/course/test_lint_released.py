"""Protects learners' progress: an id that was released leads somewhere for ever."""

from __future__ import annotations

from tests.course.conftest import SmallCourse
from tests.course.small_faults import faults, one
from tutor.course.loader import load
from tutor.course.released import addresses, release


def test_a_released_id_that_is_gone_is_an_error(small: SmallCourse) -> None:
    """Protects learners' progress: an exercise that was renamed without an alias is told, with the near one."""
    path, new = release(load(small.root))
    assert new == len(addresses(load(small.root))) == 6
    assert faults(small) == []
    small.change('id = "two-names"', 'id = "two-name"')
    for folder in ("exercises", "solutions"):
        (small.root / folder / "basics/sums/two-names.py").rename(small.root / folder / "basics/sums/two-name.py")
    fault = one(small, "`basics/sums/two-names` was released", "is it `basics/sums/two-name` now?")
    assert (fault.path, fault.severity) == (path, "error")
    assert path.read_text().split("\n")[fault.line - 1] == "basics/sums/two-names"
    small.change('id = "two-name"\n', 'id = "two-name"\naliases = ["two-names"]\n')
    assert faults(small) == []


def test_a_renamed_lesson_or_chapter_needs_an_alias(small: SmallCourse) -> None:
    """Protects all that lies under a lesson: each of its exercises' addresses leads nowhere with it."""
    release(load(small.root))
    small.lesson.rename(small.lesson.with_name("02-totals.toml"))
    for folder in ("exercises", "solutions"):
        (small.root / folder / "basics/sums").rename(small.root / folder / "basics/totals")
    assert sum("was released" in fault.message for fault in faults(small)) == 5
    small.lesson = small.lesson.with_name("02-totals.toml")
    small.change('title = "Sums"', 'title = "Sums"\naliases = ["sums"]')
    assert faults(small) == []


def test_a_broken_lesson_loses_nothing(small: SmallCourse) -> None:
    """Protects authors from a flood: while a lesson can't be read, nobody knows what it holds."""
    release(load(small.root))
    small.change("minutes = 5", "minutes = 0")
    assert not any("was released" in fault.message for fault in faults(small))


def test_releasing_again_keeps_what_was_released(small: SmallCourse) -> None:
    """Protects old addresses from a second release, which only adds."""
    release(load(small.root))
    path = small.lesson.parent.parent / "released-ids.txt"
    path.write_text(path.read_text() + "basics/older\n")
    assert release(load(small.root)) == (path, 0)
    assert "basics/older\n" in path.read_text()
    one(small, "`basics/older` was released")
