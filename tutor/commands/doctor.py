"""`tutor doctor`: what the course stands on, on this machine. *Screen side.*"""

from __future__ import annotations

import argparse
from typing import Any

from tutor.commands import examination as look
from tutor.commands.context import Context
from tutor.commands.faults import FAILED, PASSED
from tutor.commands.printer import Printer
from tutor.commands.words import led
from tutor.language import _, later_

Findings = dict[str, dict[str, Any]]

# What is looked at, and what is found of it, as a person reads it; the keys of `--json` are never translated.
TITLES = {
    "python": "Python",
    "packages": later_("packages"),
    "torch": "torch",
    "sandbox": later_("sandbox"),
    "terminal": later_("terminal"),
    "course": later_("course"),
    "progress": later_("progress"),
    "folders": later_("folders"),
    "device": later_("device"),
}
KEYS = {
    "version": later_("version"),
    "executable": later_("executable"),
    "system": later_("system"),
    "imports": later_("imports"),
    "threads": later_("threads"),
    "rung": later_("rung"),
    "files": later_("files of its own"),
    "lacks": later_("lacks"),
    "note": later_("note"),
    "used": later_("used"),
    "asked_for": later_("asked for"),
    "found": later_("found"),
    "why_nothing_faster": later_("why nothing faster"),
    "is_one": later_("is one"),
    "term": "TERM",
    "colours": later_("colours"),
    "size": later_("size"),
    "encoding": later_("encoding"),
    "over_ssh": later_("over SSH"),
    "multiplexer": later_("multiplexer"),
    "root": later_("folder"),
    "title": later_("title"),
    "chapters": later_("chapters"),
    "lessons": later_("lessons"),
    "exercises": later_("exercises"),
    "faults": later_("faults"),
    "file": later_("file"),
    "ok": later_("sound"),
    "bytes": later_("bytes"),
    "journal": later_("kept whole by"),
    "copy": later_("copy of"),
    "data": later_("data"),
    "config": later_("settings"),
    "cache": later_("cache"),
    "log": later_("log"),
    "temporary": later_("temporary"),
}


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
        printer.line(("title", _(TITLES[name])))
        for key, value in finding.items():
            printer.line("  " + led(_(KEYS[key]) if key in KEYS else key.replace("_", " "), 20), *_words(value))
    printer.line()
    for problem in problems:
        printer.line(("bad", _("wrong: ")), problem)
    if not problems:
        printer.line(("good", _("ready: ")), ("code", "tutor start"))


def _words(value: Any) -> tuple[str, ...]:
    match value:
        case None:
            return ("-",)
        case bool():
            return (_("yes") if value else _("no"),)
        case list():
            return ("; ".join(map(str, value)) or _("nothing"),)
        case _:
            return (str(value),)
