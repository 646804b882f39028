"""A verdict as a learner reads it: one cause, what was expected beside what came, where to look. *Any side.*

Headless: from a `Verdict` to lines, the same for the screen and for the commands. Nothing is claimed of cases that
did not run.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tutor.course.cells import cells
from tutor.course.lines import Line, code, cut_up, indented, line, prose, words
from tutor.course.model import Exercise
from tutor.grading.compared import compared
from tutor.grading.histogram_text import histogram_lines
from tutor.grading.output_text import MOST_LINES, met_lines, printed_lines, traceback_lines
from tutor.grading.verdict import Tally, Verdict
from tutor.language import _, later_, plural, run_on

# What each stage is called where it stands before "expected ... got ...".
LABELS = {
    "raised": later_("error"),
    "nonfinite": later_("NaN or infinity"),
    "value": later_("value"),
    "arguments": later_("arguments"),
    "memory": later_("memory"),
    "ops": later_("operations"),
    "rng": later_("random state"),
    "stdout": later_("printed"),
    "out-of-memory": later_("memory"),
    "shape": later_("shape"),
    "dtype": later_("dtype"),
    "type": later_("type"),
    "missing": later_("missing"),
    "forbidden": later_("forbidden"),
    "device": later_("device"),
    "distribution": later_("distribution"),
    "gradient": later_("gradient"),
    "figure": later_("figure"),
}
BESIDE = 52  # cells of what was expected and what came together, where both have to fit on one line
NOT_RUN = ("syntax", "forbidden", "missing")
UNCONFINED = later_("This ran unconfined (--unsafe).")


def headline(verdict: Verdict) -> tuple[str, str]:
    """The verdict in a few words, and their role."""
    if verdict.verdict == "passed":
        return _("Passed."), "passed"
    if verdict.verdict == "unjudged":
        return _("This could not be judged."), "failed"
    return _failed_headline(verdict), "failed"


def _failed_headline(verdict: Verdict) -> str:
    tally = verdict.cases
    if verdict.stage == "syntax":
        return _("Python can't read this yet.")
    if verdict.stage in NOT_RUN or not tally.run:
        return _("Not yet.")
    return _("{counted} One that differs:").format(counted=_counted(tally))


def _counted(tally: Tally) -> str:
    if tally.total == 1:
        told = plural("{n} of {all} case passes.", "{n} of {all} case pass.", tally.passed)
    else:
        told = plural("{n} of {all} cases passes.", "{n} of {all} cases pass.", tally.passed)
    left = tally.total - tally.run
    rest = _(" ({left} not run.)").format(left=left) if left else ""
    return told.format(all=tally.total) + rest


def summary(verdict: Verdict) -> str:
    """The verdict in one line, for where there is no room for more."""
    if verdict.verdict == "passed":
        return run_on(_("Passed."), _all_of(verdict.cases))
    if verdict.verdict == "unjudged":
        return _("This could not be judged: not your fault.")
    case = verdict.case or {}
    if case.get("questions"):
        return _answers_head(verdict.cases)
    expected, got = (str(case.get(key) or "").split("\n") for key in ("expected", "got"))
    both = cells(expected[0]) + cells(got[0])
    if len(expected) == len(got) == 1 and expected != [""] and got != [""] and both <= BESIDE:
        return _("{stage}: expected {expected}, got {got}").format(
            stage=label(verdict), expected=expected[0], got=got[0]
        )
    first = verdict.message.strip().split("\n")[0]
    return first or _failed_headline(verdict)


def _all_of(tally: Tally) -> str:
    if not tally.total:
        return ""
    return (
        _("The one case is right.") if tally.total == 1 else _("All {total} cases are right.").format(total=tally.total)
    )


def label(verdict: Verdict) -> str:
    """What differs, in the learner's words."""
    stage = verdict.stage or ""
    tied = stage == "device" and str((verdict.case or {}).get("expected", "")).startswith("requires_grad=")
    return _(LABELS["gradient" if tied else stage]) if stage in LABELS else stage


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
        lines += [[], *cut_up(_(UNCONFINED), width, "fault")]
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
        told = _("Line {line} of your code is marked with !") if beside_answer else _("Line {line} of your code")
        lines += words(width, (told.format(line=verdict.line), "dim"))
    return lines


def _passed(verdict: Verdict, exercise: Exercise, width: int, marks: bool) -> list[Line]:
    (said, role), all_of = headline(verdict), _all_of(verdict.cases)
    told = run_on(said, all_of).removeprefix(said)
    lines = words(width, (said, role), told, (f"  {verdict.seconds:.2f} s", "dim"))
    if exercise.explain.strip():
        lines += [[], *prose(exercise.explain, width, marks=marks)]
    return lines


def _unjudged(verdict: Verdict, width: int) -> list[Line]:
    ours = _("This is a fault of the tutor or of the course, not yours. It does not count; your answer is kept.")
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
    fact = _fact(verdict, width, marks)
    if _is_own_error(verdict, expected, got):
        # The error is what there is to look at; what should have come stands below it.
        lines += [[], *prose(verdict.says, width, marks=marks)] if verdict.says else []
        lines += [[], *fact]
        lines += met_lines(case.get("met"), width, why="\n" not in verdict.fact)
        return [*lines, [], *words(width, (_("expected"), "label")), *cut_up(str(expected), width, "good", "  ")]
    if expected or got:
        lines += compared(str(expected or _("nothing")), str(got or _("nothing")), width, label(verdict), carets=marks)
    if case.get("where"):
        lines += cut_up(_("at {where}").format(where=case["where"]), width, "dim")
    if verdict.message.strip() and not _repeats(verdict.message, str(expected or ""), str(got or "")):
        # What an author says is Markdown; the rest may quote what the learner's code did or said, and is not.
        says = [[], *prose(verdict.says, width, marks=marks)] if verdict.says else []
        lines += [*says, [], *fact]
    lines += histogram_lines(case.get("histogram"), width)
    lines += met_lines(case.get("met"), width, why="\n" not in verdict.fact)
    return lines


def _is_own_error(verdict: Verdict, expected: object, got: object) -> bool:
    """Whether the learner's code raised where something else was to come, and the message says so in full."""
    told = verdict.fact
    return verdict.stage == "raised" and bool(expected and got) and str(got) in told and str(expected) not in told


def _fact(verdict: Verdict, width: int, marks: bool) -> list[Line]:
    """What is the case: as it is, for it may quote the learner. What an error means, below it, is in our own words."""
    first, *rest = verdict.fact.split("\n")
    is_error = verdict.stage in ("raised", "syntax")
    below = (prose(text, width, marks=marks) if is_error else words(width, (text, "body")) for text in rest)
    return [*words(width, (first, "body")), *(row for rows in below for row in rows)]


def _answers_head(tally: Tally) -> str:
    return (
        _("Not yet.")
        if tally.total == 1
        else _("{n} of {all} answers are right.").format(n=tally.passed, all=tally.total)
    )


def _answers_beside(verdict: Verdict, width: int) -> list[Line]:
    """Answers to questions: what is said of each stands under it, so here is only how many are right."""
    one = verdict.cases.total == 1
    told = _("What there is to say of it stands below it.") if one else _("Each has its own reply below it.")
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
    return [*verdict_lines(verdict, exercise, width), line(("^r", "key"), ("  " + _("draws new questions"), "body"))]


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
    return "\n".join(
        _("line {line} of {file}, in {function}").format(
            line=step["line"], file=step["file"], function=step["function"]
        )
        for step in steps
    )


def _repeats(message: str, expected: str, got: str) -> bool:
    """Whether `message` only says again what already stands above it."""
    is_said = bool(expected and got) and expected in message and got in message
    return is_said and "\n" not in message and len(message) < 60 + (len(expected) + len(got)) * (len(expected) > 40)
