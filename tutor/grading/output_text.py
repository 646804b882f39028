"""What a run printed and gave, as a prompt would show it. *Any side.* Headless: from a `Report` to lines."""

from __future__ import annotations

from tutor.course.lines import Line, cut_up, line, prose, words
from tutor.grading.trial import Report, RunError

MOST_LINES, MOST_CHARACTERS = 500, 20_000


def output_lines(report: Report, width: int) -> list[Line]:
    """What was printed, the value of the last line, and what ended the run if it wasn't its end."""
    lines: list[Line] = []
    if report.stdout:
        lines += printed_lines(report.stdout, report.cut, width)
    if report.value is not None:
        lines += printed_lines(report.value, 0, width)
    if report.error is not None:
        lines += error_lines(report, width)
    if not lines:
        lines += words(width, ("It ran, and neither printed anything nor ended in a value.", "dim"))
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
        lines += words(width, (f"… {left:,} more bytes were printed and are not shown", "dim"))
    return lines


def error_lines(report: Report, width: int) -> list[Line]:
    """The error: its type and message, where, and in plain words."""
    error = report.error
    assert error is not None
    lines = cut_up(said(error), width, "error")
    if error.line is not None:
        lines += words(width, (f"on line {error.line} of your code, marked with !", "dim"))
    if error.plain:
        lines += [[], *prose(error.plain, width)]
    if "\n" in error.traceback.strip():  # one line says no more than the line told above
        lines += [[], *traceback_lines(error.traceback, width)]
    return lines


def said(error: RunError) -> str:
    """The error as Python says it; how a run was stopped has no type and is said by itself."""
    if not error.type:
        return error.message[:1].upper() + error.message[1:]
    return f"{error.type}: {error.message}" if error.message else error.type


def traceback_lines(traceback: str, width: int) -> list[Line]:
    """A whole traceback, for those who want it."""
    return [line(("The whole traceback:", "label")), *cut_up(traceback.rstrip("\n"), width, "dim")]


def summary(report: Report) -> str:
    """The run in one line."""
    if report.error is not None:
        return said(report.error).split("\n")[0]
    text = report.value if report.value is not None else report.stdout.strip()
    first, _, rest = text.partition("\n")
    return f"{first} …" if rest else first or "It ran; nothing was printed."
