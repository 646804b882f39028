"""What a run printed and gave, as a prompt would show it. *Any side.* Headless: from a `Report` to lines."""

from __future__ import annotations

from typing import Any

from tutor.course.lines import Line, cut_up, indented, laid_out, line, prose, words
from tutor.course.page_text import figure_lines
from tutor.course.plot_text import ROWS
from tutor.grading.meeting import draw_meeting, meeting_from
from tutor.grading.trial import Report, RunError
from tutor.language import _

MOST_LINES, MOST_CHARACTERS = 500, 20_000
AROUND_FIGURE, FLATTEST, HIGHEST = 5, 7, 24  # rows: of title, ticks and a value beside the field; of the field itself


def output_lines(report: Report, width: int, height: int | None = None) -> list[Line]:
    """What was printed, the value of the last line, what was drawn, and what ended the run if it wasn't its end.

    With `height`, the rows there is room for, a figure is as high as can be seen at once.
    """
    rows = ROWS if height is None else min(max(height - AROUND_FIGURE, FLATTEST), HIGHEST)
    lines: list[Line] = []
    if report.stdout:
        lines += printed_lines(report.stdout, report.cut, width)
    if report.value is not None:
        lines += printed_lines(report.value, 0, width)
    for figure in report.figures:
        lines += [*([[]] if lines else []), *laid_out(figure_lines(figure, width, rows))]
    if report.error is not None:
        lines += [*([[]] if report.figures else []), *error_lines(report, width)]
    if not lines:
        lines += words(width, (_("It ran, and neither printed anything nor ended in a value."), "dim"))
        lines += words(width, (_("To see a result, put it alone on the last line, or print it."), "dim"))
    return lines


def printed_lines(text: str, cut: int, width: int, most: int = MOST_LINES) -> list[Line]:
    """What was printed, `most` lines of it; a flood ends in the count of what is left out.

    `cut` bytes were dropped already.
    """
    rows = text.rstrip("\n").split("\n")
    kept = "\n".join(rows[:most])[:MOST_CHARACTERS]
    lines = cut_up(kept, width, "body")
    left = len(text.rstrip("\n").encode()) - len(kept.encode()) + cut
    if left > 0:
        lines += words(width, (_("… {left:,} more bytes were printed and are not shown").format(left=left), "dim"))
    return lines


def error_lines(report: Report, width: int) -> list[Line]:
    """The error: its type and message, where, and in plain words."""
    error = report.error
    assert error is not None
    lines = [row for text in said(error).split("\n") for row in words(width, (text, "error"))]
    if error.line is not None:
        lines += words(width, (_("on line {line} of your code, marked with !").format(line=error.line), "dim"))
    if error.plain:
        lines += [[], *prose(error.plain, width)]
    lines += met_lines(error.met, width, why=not error.plain)
    if "\n" in error.traceback.strip():  # one line says no more than the line told above
        lines += [[], *traceback_lines(error.traceback, width)]
    return lines


def met_lines(told: Any, width: int, *, why: bool = True) -> list[Line]:
    """The shapes that met and did not fit, as a child told them, and `why` not; nothing where it told none."""
    meeting = meeting_from(told)
    drawn = draw_meeting(meeting, width - 2, why=why) if meeting is not None else []
    return [[], *indented(laid_out(drawn), "  ")] if drawn else []


def said(error: RunError) -> str:
    """The error as Python says it; how a run was stopped has no type and is said by itself."""
    if not error.type:
        return error.message[:1].upper() + error.message[1:]
    return f"{error.type}: {error.message}" if error.message else error.type


def traceback_lines(traceback: str, width: int) -> list[Line]:
    """A whole traceback, for those who want it."""
    return [line((_("The whole traceback:"), "label")), *cut_up(traceback.rstrip("\n"), width, "dim")]


def summary(report: Report) -> str:
    """The run in one line."""
    if report.error is not None:
        return said(report.error).split("\n")[0]
    text = report.value if report.value is not None else report.stdout.strip()
    first, _newline, rest = text.partition("\n")
    return f"{first} …" if rest else first or _("It ran; nothing was printed.")
