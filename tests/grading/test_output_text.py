"""Protects what a learner reads of a run: what was printed, the last value, the error in plain words."""

from __future__ import annotations

from typing import Any

from tutor import language
from tutor.course.lines import plain
from tutor.grading.output_text import output_lines, summary
from tutor.grading.trial import Report, RunError


def report(**changes: Any) -> Report:
    return Report(**{"stdout": "", "cut": 0, "value": None, **changes})


def test_a_run_shows_what_was_printed_and_the_last_value() -> None:
    assert plain(output_lines(report(stdout="[/] [b]x\n", value="tensor([1])"), 60)) == "[/] [b]x\ntensor([1])"
    assert "neither printed" in plain(output_lines(report(), 60))


def test_a_flood_is_cut_with_a_count() -> None:
    lines = output_lines(report(stdout="y\n" * 400_000, cut=99), 60)
    assert len(lines) <= 502
    left = 2 * 400_000 - 1 - (2 * 500 - 1) + 99
    assert f"{left:,} more bytes" in plain(lines)


def test_an_error_is_told_in_the_language_in_use() -> None:
    """Protects whoever changes the language with an error on the screen from words of the old one."""
    error = RunError("NameError", "name 'y' is not defined", 3, (("3", "grid.py", "grid"), ("1", "grid.py", "row")))
    english = plain(output_lines(report(error=error), 60))
    language.use("zh")
    chinese = plain(output_lines(report(error=error), 60))
    assert "in grid" in english and "has no value" in english
    assert "在 grid 中" in chinese and "没有值" in chinese
    assert "in grid" not in chinese and "has no value" not in chinese


def test_an_error_is_told_with_its_line_and_in_plain_words() -> None:
    error = RunError("NameError", "name 'y' is not defined", 3)
    text = plain(output_lines(report(error=error), 60))
    assert "NameError: name 'y' is not defined" in text and "line 3" in text and "y has no value" in text
    assert summary(report(error=error)) == "NameError: name 'y' is not defined"
