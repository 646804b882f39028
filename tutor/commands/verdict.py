"""A verdict in words and lines, for a terminal or a pipe. *Screen side.*"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tutor.commands.markdown import show_text
from tutor.commands.printer import Printer
from tutor.commands.words import several

if TYPE_CHECKING:
    from tutor.course.model import Exercise
    from tutor.grading.verdict import Tally, Verdict

# Of what an answer printed, so many lines are shown beside a verdict; `tutor run` shows all.
PRINTED_LINES = 20

_SIDES = (("expected", "good"), ("got", "bad"))


def show_verdict(printer: Printer, exercise: Exercise, verdict: Verdict) -> None:
    """Print `verdict` on `exercise`: how many cases, what differs first, what to think about."""
    match verdict.verdict:
        case "passed":
            said = _all(verdict.cases)
            printer.line(("good", "passed"), f"   {said}" if said else "", ("quiet", f"   {verdict.seconds:.2f} s"))
        case "failed":
            printer.line(("bad", "not yet"), f"   {_some(verdict)}".rstrip())
        case _:
            printer.line(("warn", "could not be judged"), "   That is not your fault, and it isn't counted.")
    if verdict.verdict != "passed":
        _case(printer, verdict, exercise.kind.is_code)
        if verdict.message:
            printer.line()
            _message(printer, verdict, exercise.kind.is_code)
        printer.line()
        printer.line(("quiet", f"seed {verdict.seed}   {verdict.seconds:.2f} s"))
    if verdict.stdout:
        _printed(printer, verdict.stdout)


def _all(cases: Tally) -> str:
    return f"{several(cases.passed, 'case')}, all of them" if cases.total else ""


def _some(verdict: Verdict) -> str:
    cases = verdict.cases
    if not cases.run:
        return ""
    if verdict.stage == "forbidden":
        return f"{cases.passed} of {several(cases.total, 'case')} pass, but not in the way that is asked for."
    left = cases.total - cases.run
    not_run = f"; {left} did not run" if left > 0 else ""
    return f"{cases.passed} of {several(cases.total, 'case')} pass{not_run}. One that differs:"


def _case(printer: Printer, verdict: Verdict, is_code: bool) -> None:
    case: dict[str, Any] = verdict.case or {}
    if case.get("call"):
        printer.line()
        printer.block(str(case["call"]), style="code")
        if case.get("note"):
            printer.block(f"({case['note']})" if is_code else str(case["note"]), style="quiet")
    rows = [(name, str(case[name]), style) for name, style in _SIDES if case.get(name) not in (None, "")]
    if rows or verdict.stage:
        printer.line()
    if verdict.stage:
        line = case.get("line") or verdict.line
        printer.line("    ", ("strong", verdict.stage), ("quiet", f"   line {line}") if line else "")
    for name, text, style in rows:
        _side(printer, name, text, style)
    if case.get("aligned"):
        printer.line()
        printer.block(str(case["aligned"]), style="code")
    if case.get("where"):
        _side(printer, "where", str(case["where"]), "")


def _side(printer: Printer, name: str, text: str, style: str) -> None:
    lines = text.rstrip("\n").split("\n")
    printer.line(f"    {name:<10}", (style, lines[0]))
    for line in lines[1:]:
        printer.line(" " * 14, (style, line))


def _message(printer: Printer, verdict: Verdict, is_code: bool) -> None:
    # What an author wrote is Markdown. A message made of what a learner's code did or said is not.
    if not is_code:
        show_text(printer, verdict.message)
        return
    if verdict.says:
        show_text(printer, verdict.says)
        printer.line()
    printer.wrapped(verdict.fact)


def _printed(printer: Printer, text: str) -> None:
    lines = text.rstrip("\n").split("\n")
    printer.line()
    printer.line(("quiet", "It printed:"))
    printer.block("\n".join(lines[:PRINTED_LINES]))
    if len(lines) > PRINTED_LINES:
        printer.line(("quiet", f"    … {several(len(lines) - PRINTED_LINES, 'more line')}"))
