"""A verdict for a terminal or a pipe, in the words of the screen. *Screen side.*"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.commands.markdown import show_lines
from tutor.commands.printer import Printer
from tutor.language import _

if TYPE_CHECKING:
    from tutor.course.model import Exercise
    from tutor.grading.verdict import Verdict

# Of what an answer printed, so many lines are shown beside a verdict; `tutor run` shows all.
PRINTED_LINES = 20


def show_verdict(printer: Printer, exercise: Exercise, verdict: Verdict) -> None:
    """Print `verdict` on `exercise`: how many cases, what differs first, what to think about."""
    from tutor.grading.verdict_text import check_output_lines, has_output, verdict_lines

    marks = not printer.colour
    show_lines(printer, verdict_lines(verdict, exercise, printer.width, beside_answer=False, marks=marks))
    if verdict.verdict != "passed":
        printer.line(("quiet", _("seed {seed}").format(seed=verdict.seed)))
    if has_output(verdict):
        printer.line()
        if verdict.stdout:
            printer.line(("quiet", _("It printed:")))
        show_lines(printer, check_output_lines(verdict, printer.width, PRINTED_LINES))
