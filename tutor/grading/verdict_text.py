"""A verdict as a learner reads it: one cause, what was expected beside what came, where to look. *Any side.*

Headless: from a `Verdict` to lines, the same for the screen and for the commands. Nothing is claimed of cases that
did not run.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tutor.course.lines import Line, code, cut_up, indented, line, prose, words
from tutor.course.model import Exercise
from tutor.grading.compared import compared
from tutor.grading.output_text import MOST_LINES, printed_lines, traceback_lines
from tutor.grading.verdict import Tally, Verdict

# What each stage is called where it stands before "expected ... got ...".
LABELS = {
    "raised": "error",
    "nonfinite": "NaN or infinity",
    "value": "value",
    "arguments": "arguments",
    "memory": "memory",
    "ops": "operations",
    "rng": "random state",
    "stdout": "printed",
    "out-of-memory": "memory",
}
NOT_RUN = ("syntax", "forbidden", "missing")
UNCONFINED = "This ran unconfined (--unsafe)."


def headline(verdict: Verdict) -> tuple[str, str]:
    """The verdict in a few words, and their role."""
    if verdict.verdict == "passed":
        return "Passed.", "passed"
    if verdict.verdict == "unjudged":
        return "This could not be judged.", "failed"
    return _failed_headline(verdict), "failed"


def _failed_headline(verdict: Verdict) -> str:
    tally = verdict.cases
    if verdict.stage == "syntax":
        return "Python can't read this yet."
    if verdict.stage in NOT_RUN or not tally.run:
        return "Not yet."
    return f"{_counted(tally)} One that differs:"


def _counted(tally: Tally) -> str:
    noun = "case" if tally.total == 1 else "cases"
    verb = "passes" if tally.passed == 1 else "pass"
    left = tally.total - tally.run
    rest = f" ({left} not run.)" if left else ""
    return f"{tally.passed} of {tally.total} {noun} {verb}.{rest}"


def summary(verdict: Verdict) -> str:
    """The verdict in one line, for where there is no room for more."""
    if verdict.verdict == "passed":
        return f"Passed. {_all_of(verdict.cases)}"
    if verdict.verdict == "unjudged":
        return "This could not be judged: not your fault."
    case = verdict.case or {}
    if case.get("questions"):
        return _answers_head(verdict.cases)
    expected, got = (str(case.get(key) or "").split("\n") for key in ("expected", "got"))
    if len(expected) == len(got) == 1 and expected != [""] and got != [""]:
        return f"{label(verdict.stage)}: expected {expected[0]}, got {got[0]}"
    first = verdict.message.strip().split("\n")[0]
    return first or _failed_headline(verdict)


def _all_of(tally: Tally) -> str:
    if not tally.total:
        return ""
    return "The one case is right." if tally.total == 1 else f"All {tally.total} cases are right."


def label(stage: str | None) -> str:
    """What differs, in the learner's words."""
    return LABELS.get(stage or "", stage or "")


def verdict_lines(
    verdict: Verdict, exercise: Exercise, width: int, *, beside_answer: bool = True, marks: bool = False
) -> list[Line]:
    """The whole verdict, no line wider than `width`.

    `beside_answer`: it stands beside the answer, whose lines bear marks and whose questions have their replies below
    them; else what there is to say is said here. `marks`: roles can't be seen, so code stands in backticks, and what
    differs has carets below.
    """
    lines = _lines(verdict, exercise, width, beside_answer, marks)
    if verdict.unconfined:
        lines += [[], *cut_up(UNCONFINED, width, "fault")]
    return lines


def _lines(verdict: Verdict, exercise: Exercise, width: int, beside_answer: bool, marks: bool) -> list[Line]:
    if verdict.verdict == "passed":
        return _passed(verdict, exercise, width, marks)
    if verdict.verdict == "unjudged":
        return _unjudged(verdict, width)
    if (verdict.case or {}).get("questions"):
        return _answers_beside(verdict, width) if beside_answer else _answers_told(verdict, width, marks)
    lines = _failed(verdict, width, marks)
    if verdict.line is not None:
        marked = " is marked with !" if beside_answer else ""
        lines += words(width, (f"Line {verdict.line} of your code{marked}", "dim"))
    return lines


def _passed(verdict: Verdict, exercise: Exercise, width: int, marks: bool) -> list[Line]:
    lines = words(width, headline(verdict), f" {_all_of(verdict.cases)}", (f"  {verdict.seconds:.2f} s", "dim"))
    if exercise.explain.strip():
        lines += [[], *prose(exercise.explain, width, marks=marks)]
    return lines


def _unjudged(verdict: Verdict, width: int) -> list[Line]:
    ours = "This is a fault of the tutor or of the course, not yours. It does not count; your answer is kept."
    lines = [*words(width, headline(verdict)), [], *prose(ours, width)]
    if verdict.message.strip():
        lines += [[], *cut_up(verdict.message.strip(), width, "dim")]
    return lines


def _failed(verdict: Verdict, width: int, marks: bool) -> list[Line]:
    case: Mapping[str, Any] = verdict.case or {}
    lines = words(width, headline(verdict))
    if case.get("call"):
        lines += indented(code(str(case["call"]), width - 2), "  ")
    if case.get("note"):
        lines += cut_up(str(case["note"]), width, "dim", "  ")
    expected, got = case.get("expected"), case.get("got")
    if expected or got:
        lines += compared(str(expected or "nothing"), str(got or "nothing"), width, label(verdict.stage), carets=marks)
    if case.get("where"):
        lines += cut_up(f"at {case['where']}", width, "dim")
    if verdict.message.strip() and not _repeats(verdict.message, str(expected or ""), str(got or "")):
        # What an author says is Markdown; the rest may quote what the learner's code did or said, and is not.
        says = [[], *prose(verdict.says, width, marks=marks)] if verdict.says else []
        lines += [*says, [], *(row for text in verdict.fact.split("\n") for row in words(width, (text, "body")))]
    if case.get("aligned"):
        lines += [[], *indented(code(str(case["aligned"]), width - 2), "  ")]
    return lines


def _answers_head(tally: Tally) -> str:
    return "Not yet." if tally.total == 1 else f"{tally.passed} of {tally.total} answers are right."


def _answers_beside(verdict: Verdict, width: int) -> list[Line]:
    """Answers to questions: what is said of each stands under it, so here is only how many are right."""
    one = verdict.cases.total == 1
    told = "What there is to say of it stands below it." if one else "Each has its own reply below it."
    return [*words(width, (_answers_head(verdict.cases), "failed")), *prose(told, width)]


def _answers_told(verdict: Verdict, width: int, marks: bool) -> list[Line]:
    """Answers to questions that are not in sight: the first wrong one, with its question."""
    case: Mapping[str, Any] = verdict.case or {}
    lines = words(width, (_answers_head(verdict.cases), "failed"))
    if case.get("call"):
        lines += indented(code(str(case["call"]), width - 2), "  ")
    if case.get("note"):
        lines += prose(str(case["note"]), width, marks=marks)
    return [*lines, [], *prose(verdict.message, width, marks=marks)]


def used_up_lines(verdict: Verdict, exercise: Exercise, width: int) -> list[Line]:
    """A failed verdict on questions whose answers are now known, so that the next check draws new ones."""
    return [*verdict_lines(verdict, exercise, width), line(("^r", "key"), ("  draws new questions", "body"))]


def has_output(verdict: Verdict) -> bool:
    """Whether the check left something to show beside its verdict: what was printed, or a whole traceback."""
    return bool(verdict.stdout or _frames(verdict))


def check_output_lines(verdict: Verdict, width: int, most: int = MOST_LINES) -> list[Line]:
    """What was printed while the case shown ran, `most` lines of it, and the whole traceback if it raised."""
    lines = printed_lines(verdict.stdout, 0, width, most) if verdict.stdout else []
    frames = _frames(verdict)
    return lines + (traceback_lines(frames, width) if frames else [])


def _frames(verdict: Verdict) -> str:
    """The steps of the traceback, a line each; a single one says no more than the marked line."""
    steps = (verdict.case or {}).get("traceback") or ()
    if not isinstance(steps, list | tuple) or len(steps) < 2:
        return ""
    return "\n".join(f"line {step['line']} of {step['file']}, in {step['function']}" for step in steps)


def _repeats(message: str, expected: str, got: str) -> bool:
    """Whether `message` only says again what already stands above it."""
    return (
        bool(expected and got) and "\n" not in message and expected in message and got in message and len(message) < 60
    )
