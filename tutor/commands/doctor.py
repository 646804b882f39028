"""`tutor doctor`: what the course stands on, on this machine. *Screen side.*"""

from __future__ import annotations

import argparse
from typing import Any

from tutor.commands import examination as look
from tutor.commands.context import Context
from tutor.commands.faults import FAILED, PASSED
from tutor.commands.printer import Printer

Findings = dict[str, dict[str, Any]]


def main(context: Context, options: argparse.Namespace) -> int:
    """Print every finding, then what is wrong with what to do about it. Status 1 if something is wrong."""
    findings: Findings = {
        "python": look.python(),
        "packages": look.packages(),
        "torch": look.torch(),
        "sandbox": look.sandbox(context),
        "terminal": look.terminal(),
        "course": look.course(context),
        "progress": look.progress(context),
        "folders": look.folders(),
    }
    findings["device"] = look.device(context, findings["sandbox"])
    problems = [str(problem) for finding in findings.values() for problem in finding.pop("problems", [])]
    if options.json:
        context.printer.json({"ok": not problems, **findings, "problems": problems})
    else:
        _print(context.printer, findings, problems)
    return FAILED if problems else PASSED


def _print(printer: Printer, findings: Findings, problems: list[str]) -> None:
    for name, finding in findings.items():
        printer.line(("title", name))
        for key, value in finding.items():
            printer.line(f"  {key.replace('_', ' '):<20}", *_words(value))
    printer.line()
    for problem in problems:
        printer.line(("bad", "wrong: "), problem)
    if not problems:
        printer.line(("good", "all is well"))


def _words(value: Any) -> tuple[str, ...]:
    match value:
        case None:
            return ("-",)
        case bool():
            return ("yes" if value else "no",)
        case list():
            return ("; ".join(map(str, value)) or "nothing",)
        case _:
            return (str(value),)
