"""Protects what a learner reads of a verdict, a run and the hints: nothing claimed that did not happen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tutor.course.model import Course, Exercise
from tutor.grading.trial import Report, RunError
from tutor.grading.verdict import Tally, Verdict
from tutor.screen.hints_text import hint_lines
from tutor.screen.keys import TABLE
from tutor.screen.output_text import output_lines, summary
from tutor.screen.palette import matching
from tutor.screen.spans import plain, width_of
from tutor.screen.verdict_text import check_output_lines, verdict_lines
from tutor.screen.verdict_text import summary as verdict_summary

FAILED = Verdict(
    "start/steps/double",
    "failed",
    stage="shape",
    mistake="squares",
    message="You returned `one` row.",
    case={"index": 3, "call": "double(torch.ones(1, 4))", "note": "one row", "expected": "(3, 4)", "got": "(4,)"},
    cases=Tally(3, 4, 12),
    line=2,
)


@pytest.fixture
def exercise(course: Course) -> Exercise:
    return next(course.exercises())


def text_of(verdict: Verdict, exercise: Exercise, width: int = 60) -> str:
    return plain(verdict_lines(verdict, exercise, width))


def test_a_failure_tells_one_cause_and_where(exercise: Exercise) -> None:
    text = text_of(FAILED, exercise)
    assert "3 of 12 cases pass. (8 not run.) One that differs:" in text
    assert "shape   expected (3, 4)   got (4,)" in text
    assert "You returned `one` row." in text  # not markup: it may quote the learner
    assert "Line 2 of your code is marked" in text


def test_an_error_is_told_once_with_its_steps_apart(exercise: Exercise) -> None:
    said = "NameError: name 'y' is not defined"
    error = {"type": "NameError", "message": "name 'y' is not defined", "line": 2}
    steps = [
        {"line": 5, "file": "<your code>", "function": "double"},
        {"line": 2, "file": "<your code>", "function": "f"},
    ]
    case = {"call": "double(1)", "expected": "2", "got": said, "error": error, "traceback": steps}
    verdict = replace(FAILED, stage="raised", case=case, message="There is no `y` here.")
    text = text_of(verdict, exercise)
    assert text.count("NameError") == 1 and "{" not in text
    assert "line 2 of <your code>, in f" in plain(check_output_lines(verdict, 60))


def test_a_message_that_says_no_more_than_the_comparison_is_left_out(exercise: Exercise) -> None:
    verdict = replace(FAILED, message="Expected shape (3, 4), got (4,).")
    assert text_of(verdict, exercise).count("(3, 4)") == 1


def test_all_cases_run_leaves_the_count_of_the_others_out(exercise: Exercise) -> None:
    assert "not run" not in text_of(replace(FAILED, cases=Tally(11, 12, 12)), exercise)


def test_a_pass_explains(exercise: Exercise) -> None:
    text = text_of(Verdict("x", "passed", cases=Tally(12, 12, 12), seconds=0.02), exercise)
    assert "Passed. All 12 cases are right." in text and "Adding is doubling." in text


def test_what_could_not_be_judged_is_never_called_wrong(exercise: Exercise) -> None:
    text = text_of(Verdict("x", "unjudged", message="the reference broke [b]"), exercise)
    assert "not yours" in text and "does not count" in text and "the reference broke [b]" in text
    assert "wrong" not in text.lower() and "fail" not in text.lower()


def test_a_failure_before_any_case_ran_claims_nothing_of_cases(exercise: Exercise) -> None:
    verdict = Verdict("x", "failed", stage="syntax", message="'(' was never closed", cases=Tally(0, 0, 12), line=3)
    assert "cases" not in text_of(verdict, exercise) and "never closed" in text_of(verdict, exercise)


def test_no_line_of_a_verdict_is_wider_than_its_pane(exercise: Exercise) -> None:
    long = replace(FAILED, case={**(FAILED.case or {}), "call": "f(" + "x, " * 80 + ")", "expected": "y" * 200})
    for width in (24, 40, 76):
        assert max(map(width_of, verdict_lines(long, exercise, width))) <= width


def test_the_short_form_says_what_differs() -> None:
    assert verdict_summary(FAILED) == "shape: expected (3, 4), got (4,)"


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


def test_an_error_is_told_with_its_line_and_in_plain_words() -> None:
    error = RunError("NameError", "name 'y' is not defined", 3, "There is no `y` yet.", "Traceback …")
    text = plain(output_lines(report(error=error), 60))
    assert "NameError: name 'y' is not defined" in text and "line 3" in text and "There is no y yet." in text
    assert summary(report(error=error)) == "NameError: name 'y' is not defined"


def test_hints_show_those_taken_and_count_the_rest(exercise: Exercise) -> None:
    assert plain(hint_lines(exercise, 0, 60)) == "2 hints: ^g takes the first."
    assert "It is a sum." in plain(hint_lines(exercise, 1, 60)) and "1 more hint" in plain(hint_lines(exercise, 1, 60))


def test_commands_are_found_by_what_they_are_called_and_do() -> None:
    assert matching(TABLE, "hi")[0].id == "hint"
    assert {key.id for key in matching(TABLE, "reference")} == {"solution"}
    assert matching(TABLE, "no such thing") == []
