"""Protects what a learner reads of a verdict, on the screen and from a command: one text, nothing claimed untried."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tutor.commands.printer import Printer
from tutor.commands.verdict import show_verdict
from tutor.course.lines import plain, width_of
from tutor.course.model import Exercise, Kind
from tutor.grading.verdict import Tally, Verdict
from tutor.grading.verdict_text import check_output_lines, summary, verdict_lines

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
def exercise() -> Exercise:
    return Exercise(
        id="double",
        address="start/steps/double",
        kind=Kind.FUNCTION,
        title="Twice",
        goal="",
        hints=(),
        explain="Adding is *doubling*.",
        path=Path("steps.toml"),
        line=1,
    )


def text_of(verdict: Verdict, exercise: Exercise, width: int = 60) -> str:
    return plain(verdict_lines(verdict, exercise, width))


def test_a_failure_tells_one_cause_and_where(exercise: Exercise) -> None:
    text = text_of(FAILED, exercise)
    assert "3 of 12 cases pass. (8 not run.) One that differs:" in text
    assert "shape   expected (3, 4)   got (4,)" in text
    assert "You returned `one` row." in text  # not markup: it may quote the learner
    assert "Line 2 of your code is marked" in text


def test_a_tie_to_the_gradients_is_not_called_a_device(exercise: Exercise) -> None:
    case = {"call": "double(x)", "expected": "requires_grad=False", "got": "requires_grad=True"}
    assert "gradient   expected" in text_of(replace(FAILED, stage="device", case=case), exercise, 90)
    case = {"call": "double(x)", "expected": "cpu, strided", "got": "cpu, sparse_coo"}
    assert "device   expected" in text_of(replace(FAILED, stage="device", case=case), exercise, 90)


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
    assert summary(FAILED) == "shape: expected (3, 4), got (4,)"
    # What came must not be lost behind what was expected.
    long = replace(FAILED, message="A row is missing.\nAnd more.", case={"expected": "1, " * 30, "got": "None"})
    assert summary(long) == "A row is missing."


def test_a_command_says_what_the_screen_says(exercise: Exercise, capsys: pytest.CaptureFixture[str]) -> None:
    verdicts = (
        FAILED,
        replace(FAILED, says="You returned *one* row.", message="You returned *one* row.\n\nExpected two."),
        Verdict("x", "passed", cases=Tally(12, 12, 12), seconds=0.02),
        Verdict("x", "unjudged", message="the reference broke"),
    )
    for verdict in verdicts:
        show_verdict(Printer(), exercise, verdict)
        told = capsys.readouterr().out
        screen = plain(verdict_lines(verdict, exercise, 80)).replace(" is marked with !", "")
        assert told.replace("*", "").startswith(screen.replace("*", "").rstrip()), told


def test_replies_that_stand_under_the_questions_are_told_by_a_command(exercise: Exercise) -> None:
    case = {"questions": [], "call": "x = torch.ones(2)", "note": "Its `shape`?"}
    case["questions"] = [{"index": 0, "right": False, "message": "It gives `(2,)`."}]
    verdict = Verdict("x", "failed", stage="value", message="It gives `(2,)`.", case=case, cases=Tally(1, 3, 3))
    screen = plain(verdict_lines(verdict, exercise, 60))
    told = plain(verdict_lines(verdict, exercise, 60, beside_answer=False))
    assert "1 of 3 answers are right." in screen and "1 of 3 answers are right." in told
    assert "(2,)" not in screen and "x = torch.ones(2)" in told and "It gives (2,)." in told
