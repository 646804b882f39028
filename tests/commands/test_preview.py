"""Protects `tutor preview` from what it can't show: one line that says what to do, before any screen is drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.conftest import Ran, apart, is_one_line

LESSON = "lessons/arithmetic/01-doubling.toml"


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("lessons/arithmetic/nowhere.toml", "no such file"),
        ("lessons/arithmetic", "is no file"),
        ("solutions/arithmetic/doubling/double.py", "is not a lesson's file"),
        ("lessons/arithmetic/chapter.toml", "is not a lesson's file"),
        ("lessons/course.toml", "is not a lesson's file"),
        ("lessons/arithmetic/none.zh.toml", "no lesson these words belong to"),
        ("../apart.toml", "not in a course"),
        (LESSON, "needs a terminal"),
    ],
)
def test_what_is_no_lesson_is_one_line(tutor: Callable[..., Ran], course: Path, file: str, says: str) -> None:
    for name in ("lessons/arithmetic/chapter.toml", "lessons/course.toml", "lessons/arithmetic/none.zh.toml"):
        (course / name).write_text('title = "T"\n')
    (course / "../apart.toml").write_text('title = "T"\n')
    ran = tutor("preview", course / file)
    assert (ran.status, ran.out) == (2, "")
    assert is_one_line(ran.err)
    assert says in ran.err


def test_the_screen_is_not_paid_for_where_it_is_not_drawn(course: Path) -> None:
    ran = apart("preview", course / LESSON, "--no-mouse")
    assert ran.status == 2
    assert "tutor lint" in ran.err
