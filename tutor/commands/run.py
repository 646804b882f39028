"""`tutor run`: a file of Python, run as confined as any answer. *Screen side.*"""

from __future__ import annotations

import argparse
import asyncio
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from tutor.commands.context import Context
from tutor.commands.faults import FAILED, PASSED, UNJUDGED
from tutor.commands.files import read_text
from tutor.commands.printer import Printer, columns, fit

if TYPE_CHECKING:
    from tutor.grading.trial import Report


def main(context: Context, options: argparse.Namespace) -> int:
    """Run the file and print what came of it. Status 1 if it raised or was stopped."""
    source = read_text(options.file)
    report = asyncio.run(_ran(context, source))
    if options.json:
        context.printer.json(_as_json(report))
    else:
        _show(context.printer, report, options.file)
        if options.graph is not None:
            _graph(context.printer, report, options.graph)
    if report.reason == "lost":
        return UNJUDGED
    return PASSED if report.error is None else FAILED


async def _ran(context: Context, source: str) -> Report:
    from tutor.grading.trial import run_code

    async with context.runner() as runner:
        return await run_code(runner, source)


def _as_json(report: Report) -> dict[str, Any]:
    return {
        "stdout": report.stdout,
        "value": report.value,
        "variables": report.variables,
        "graph": report.graph.as_json(),
        "error": None if report.error is None else asdict(report.error),
        "seconds": round(report.seconds, 4),
        **({"unconfined": True} if report.unconfined else {}),
    }


def _show(printer: Printer, report: Report, name: str) -> None:
    if report.stdout:
        printer.block(report.stdout, indent=0)
    if report.cut:
        printer.line(("quiet", f"… {report.cut} more bytes were printed"))
    if report.value is not None:
        printer.block(report.value, indent=0)
    if report.error is not None:
        where = f"{name}:{report.error.line}: " if report.error.line else f"{name}: "
        said = ": ".join(part for part in (report.error.type, report.error.message) if part)
        printer.line(("bad", where), said)
        if report.error.plain:
            printer.line(report.error.plain)
    if report.variables:
        _variables(printer, report.variables)


def _variables(printer: Printer, variables: list[dict[str, Any]]) -> None:
    printer.line()
    rows = [[str(one.get("name", "")), _kind(one), str(one.get("preview", "")).split("\n")[0]] for one in variables]
    for name, kind, preview in columns(rows):
        room = max(printer.width - len(name) - len(kind) - 4, 12)
        printer.line("    ", ("strong", name), ("quiet", kind), fit(preview, room))


def _graph(printer: Printer, report: Report, name: str) -> None:
    from tutor.grading.graph_text import tree

    printer.line()
    for line in tree(report.graph, name):
        printer.line("    ", fit(line, max(printer.width - 4, 12)))
    if name not in report.graph.roots:
        known = ", ".join(report.graph.roots) or "there is none"
        printer.line(f"no tensor `{name}` with a gradient's history (with one: {known})")
    elif report.graph.cut:
        printer.line(("quiet", "the graph is longer than what is drawn"))


def _kind(variable: dict[str, Any]) -> str:
    parts = [str(variable.get("type", ""))]
    if variable.get("shape") is not None:
        parts.append("(" + ", ".join(map(str, variable["shape"])) + ("," if len(variable["shape"]) == 1 else "") + ")")
    if variable.get("dtype"):
        parts.append(str(variable["dtype"]).removeprefix("torch."))
    return " ".join(parts)
