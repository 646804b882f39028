"""Course texts laid out for a terminal or a pipe: the same layout as on the screen. *Screen side.*"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tutor.commands.printer import Printer

if TYPE_CHECKING:
    from tutor.course.lines import Span
    from tutor.course.page_text import FenceOutput

# Roles of the layout → styles of the printer; what isn't named is plain.
STYLES = {
    "heading": "title",
    "strong": "strong",
    "code": "code",
    "error": "bad",
    "dim": "quiet",
    "comment": "quiet",
    "rule": "quiet",
    "label": "quiet",
    "passed": "good",
    "failed": "bad",
    "expected": "good",
    "got": "bad",
    "differs": "differs",
}


def show_text(printer: Printer, text: str, outputs: Sequence[FenceOutput | None] = (), indent: int = 0) -> None:
    """Print the Markdown `text`, the outputs of its running fences below them."""
    from tutor.course.page_text import lay_out

    for line in lay_out(text, printer.width - indent, outputs, marks=not printer.colour):
        _show(printer, " " * indent, line)


def show_lines(printer: Printer, lines: Iterable[Iterable[Span]]) -> None:
    """Print laid-out lines."""
    for line in lines:
        _show(printer, "", line)


def _show(printer: Printer, before: str, line: Iterable[tuple[str, str]]) -> None:
    printer.line(before, *((STYLES.get(role, ""), text) for text, role in line))
