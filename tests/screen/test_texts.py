"""Protects what a learner reads of the hints and the commands."""

from __future__ import annotations

import pytest

from tutor.course.lines import plain
from tutor.course.model import Course, Exercise
from tutor.screen.hints_text import hint_lines
from tutor.screen.keys import TABLE
from tutor.screen.palette import matching


@pytest.fixture
def exercise(course: Course) -> Exercise:
    return next(course.exercises())


def test_hints_show_those_taken_and_count_the_rest(exercise: Exercise) -> None:
    assert plain(hint_lines(exercise, 0, 60)) == "2 hints: ^g takes the first."
    assert "It is a sum." in plain(hint_lines(exercise, 1, 60)) and "1 more hint" in plain(hint_lines(exercise, 1, 60))


def test_commands_are_found_by_what_they_are_called_and_do() -> None:
    assert matching(TABLE, "hi")[0].id == "hint"
    assert {key.id for key in matching(TABLE, "reference")} == {"solution"}
    assert matching(TABLE, "no such thing") == []
