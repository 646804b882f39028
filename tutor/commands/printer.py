"""Printing: to a person's terminal, to a pipe, or as JSON. *Screen side.*

Everything printed goes through here, and everything that is not of the program's own making is made visible first: a
lesson or an answer can't send a terminal anything that acts.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterator, Sequence

from tutor.course.cells import cells, graphemes
from tutor.runner.text import safe

TYPE_CHECKING = False  # that of `typing`, which takes longer to import than this module
if TYPE_CHECKING:
    from typing import Any

WIDEST = 100
PIPE_WIDTH = 80

# The few attributes every terminal since the VT100 has, and the colours nobody's theme makes unreadable.
_STYLES = {
    "title": "1",
    "strong": "1",
    "quiet": "2",
    "good": "32",
    "bad": "31",
    "differs": "1;4;31",
    "warn": "33",
    "code": "36",
}

Piece = str | tuple[str, str]  # plain text, or (style, text)


class Printer:
    """Prints lines of styled pieces. `colour` is on only where a person will see it and hasn't refused it."""

    def __init__(self) -> None:
        self.colour = (
            sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "dumb") != "dumb"
        )
        self.width = PIPE_WIDTH
        if sys.stdout.isatty():
            import shutil

            self.width = min(shutil.get_terminal_size().columns, WIDEST)

    def line(self, *pieces: Piece) -> None:
        """Print one line, or several where a text holds newlines."""
        print("".join(map(self._drawn, pieces)).rstrip(" "))

    def block(self, text: str, indent: int = 4, style: str = "") -> None:
        """Print `text`, each of its lines moved in by `indent`."""
        for line in safe(text).rstrip("\n").split("\n"):
            self.line(" " * indent, (style, line) if style else line)

    def wrapped(self, text: str, style: str = "") -> None:
        """Print plain `text` in lines that fit."""
        from tutor.commands.speaking import wrapped

        for paragraph in text.split("\n"):
            for line in wrapped(paragraph, self.width) or [""]:
                self.line((style, line))

    def json(self, value: Any) -> None:
        """Print `value` as one line of JSON. ASCII only, so that it survives every locale."""
        print(json.dumps(value, allow_nan=False))

    def _drawn(self, piece: Piece) -> str:
        style, text = ("", piece) if isinstance(piece, str) else piece
        text = safe(text)
        code = _STYLES.get(style)
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and code and text else text


def warn(message: str) -> None:
    """Say one line on standard error."""
    print(f"tutor: {one_line(message)}", file=sys.stderr)


@contextlib.contextmanager
def passing(message: str) -> Iterator[None]:
    """Show `message` while something goes on, to a person only, and wipe it out afterwards."""
    if not sys.stderr.isatty() or os.environ.get("TERM", "dumb") == "dumb":
        yield
        return
    print(message, end="", file=sys.stderr, flush=True)
    try:
        yield
    finally:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def one_line(message: str) -> str:
    """`message` made safe, on one line whatever it holds."""
    return " ".join(safe(message).split("\n"))


def fit(text: str, width: int) -> str:
    """`text` in at most `width` cells, its end replaced by an ellipsis where it is longer."""
    if cells(text) <= width:
        return text
    kept, used = "", 0
    for character in graphemes(text):
        used += cells(character)
        if used > width - 1:
            break
        kept += character
    return kept.rstrip() + "…"


def columns(rows: Sequence[Sequence[str]], gap: int = 2) -> list[list[str]]:
    """`rows` with every column but the last padded to its widest cell."""
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    return [
        [cell + " " * (width - cells(cell) + gap) for cell, width in zip(row[:-1], widths, strict=False)] + [row[-1]]
        for row in rows
    ]
