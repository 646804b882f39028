"""`tutor run`: a file of Python, run as confined as any answer. *Screen side.*"""

from __future__ import annotations

import argparse
import asyncio
from typing import TYPE_CHECKING, Any

from tutor.commands.context import Context
from tutor.commands.faults import FAILED, PASSED, UNJUDGED
from tutor.commands.files import read_text
from tutor.commands.markdown import show_lines
from tutor.commands.printer import Printer
from tutor.course.lines import indented, laid_out
from tutor.language import _

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
        **({"figures": report.figures} if report.figures else {}),
        "error": None if report.error is None else report.error.as_json(),
        "seconds": round(report.seconds, 4),
        **({"unconfined": True} if report.unconfined else {}),
    }


def _show(printer: Printer, report: Report, name: str) -> None:
    from tutor.course.page_text import figure_lines
    from tutor.grading.output_text import met_lines

    if report.stdout:
        printer.block(report.stdout, indent=0)
    if report.cut:
        printer.line(("quiet", _("… {cut} more bytes were printed").format(cut=report.cut)))
    if report.value is not None:
        printer.block(report.value, indent=0)
    for figure in report.figures:
        printer.line()
        show_lines(printer, laid_out(figure_lines(figure, printer.width)))
    if report.error is not None:
        where = f"{name}:{report.error.line}: " if report.error.line else f"{name}: "
        said = ": ".join(part for part in (report.error.type, report.error.message) if part)
        printer.line(("bad", where), said)
        if report.error.plain:
            printer.line(report.error.plain)
        show_lines(printer, met_lines(report.error.met, printer.width, why=not report.error.plain))
    if report.variables:
        _variables(printer, report.variables)


def _variables(printer: Printer, variables: list[dict[str, Any]]) -> None:
    from tutor.grading.variables_text import variables_lines

    printer.line()
    show_lines(printer, indented(variables_lines(variables, printer.width - 4), "    "))


def _graph(printer: Printer, report: Report, name: str) -> None:
    from tutor.grading.graph_text import graph_lines

    printer.line()
    if name in report.graph.roots:
        show_lines(printer, indented(graph_lines(report.graph, name, printer.width - 4), "    "))
    if name not in report.graph.roots:
        known = ", ".join(report.graph.roots) or _("there is none")
        printer.line(
            _("no tensor `{name}` with a gradient's history (with one: {known})").format(name=name, known=known)
        )
    elif report.graph.cut:
        printer.line(("quiet", _("the graph is longer than what is drawn")))
