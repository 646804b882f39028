"""What the terminal shows, kept cell by cell, so that only what changed is sent to it. *Screen side.*

Textual sends every dirty region whole, and an editor's region is dirty after each key: some ten thousand bytes for one
letter, seconds over a slow line. Here each update is compared with a shadow of the terminal and only the cells that
differ are written. The pictures are the same; a key costs some tens of bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.geometry import Offset, Size
from textual.screen import Screen
from textual.strip import Strip

# A cursor move costs about this many bytes: shorter runs of unchanged cells are cheaper to send again.
GAP = 6

Cell = tuple[str, str]  # what stands there ("" for the right half of a wide character), and its SGR parameters


class Shadow:
    """The cells of the terminal as they were last sent, for one size of terminal. A cell never sent is not known."""

    def __init__(self) -> None:
        self._rows: dict[int, dict[int, Cell]] = {}

    def forget(self) -> None:
        """Know nothing any more: what is drawn next is sent whole."""
        self._rows.clear()

    def draw(self, y: int, x: int, cells: list[Cell]) -> str:
        """The bytes that turn row `y`, from column `x`, into `cells`; the shadow is brought up to date."""
        row = self._rows.setdefault(y, {})
        sent: list[str] = []
        for start, end in _runs(cells, row, x):
            sent.append(f"\x1b[{y + 1};{x + start + 1}H")
            sent.append(_written(cells[start:end]))
            for column in range(start, end):
                row[x + column] = cells[column]
        return "".join(sent)


def _runs(cells: list[Cell], row: dict[int, Cell], x: int) -> Iterator[tuple[int, int]]:
    """The stretches of `cells` to send: those that differ, with small gaps bridged and no wide character split."""
    count = len(cells)
    at = 0
    while at < count:
        if row.get(x + at) == cells[at]:
            at += 1
            continue
        start = last = at
        while at < count and at - last <= GAP:
            if row.get(x + at) != cells[at]:
                last = at
            at += 1
        # A changed left half may have had, or get, a right half: both are sent.
        if cells[start][0] == "" and start:
            start -= 1
        end = last + 1
        if end < count and cells[end][0] == "":
            end += 1
        yield start, end
        at = end


def _written(cells: list[Cell]) -> str:
    """`cells` as text with as few style changes as they need, ending in the terminal's plain style."""
    out: list[str] = []
    style = ""
    for text, wanted in cells:
        if wanted != style:
            out.append(f"\x1b[0;{wanted}m" if wanted else "\x1b[0m")
            style = wanted
        out.append(text)
    if style:
        out.append("\x1b[0m")
    return "".join(out)


def cells_of(strip: Strip, colours: ColorSystem) -> list[Cell]:
    """`strip` cell by cell."""
    cells: list[Cell] = []
    for text, style, control in strip._segments:
        if control:
            continue
        sgr = "" if style is None else Strip.render_ansi(style, colours)
        if text.isascii():
            cells.extend((character, sgr) for character in text)
            continue
        for character in text:
            width = cell_len(character)
            if width:
                cells.append((character, sgr))
                cells.extend([("", sgr)] * (width - 1))
            elif cells:
                _join(cells, character)
    return cells


def _join(cells: list[Cell], mark: str) -> None:
    """Add a combining mark to the character it stands on, which may be two cells wide."""
    at = len(cells) - 1
    while at > 0 and cells[at][0] == "":
        at -= 1
    cells[at] = (cells[at][0] + mark, cells[at][1])


def pieces(update: CompositorUpdate) -> Iterator[tuple[int, int, Strip]]:
    """The row, column and strip of everything that `update` draws."""
    if isinstance(update, LayoutUpdate):
        for y, strips in enumerate(update.strips, update.region.y):
            x = update.region.x
            for strip in strips:
                yield y, x, strip
                x += strip.cell_length
    elif isinstance(update, ChopsUpdate):
        drawn: set[tuple[int, int]] = set()
        for y, left, right in update.spans:
            for end, (x, chop) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if chop is not None and x <= right and end > left and (y, x) not in drawn:
                    drawn.add((y, x))
                    yield y, x, chop


class Sent(CompositorUpdate):
    """An update that was already turned into the bytes to send."""

    def __init__(self, text: str) -> None:
        self.text = text

    def render_segments(self, console: Console) -> str:  # noqa: ARG002 - the base class's signature
        return self.text


class ChangedCellsOnly(App[Any]):
    """An App that sends the terminal only the cells which changed.

    It rests on one private method of Textual's App, `_display`; a test holds the pictures against stock Textual's.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._shadow = Shadow()
        self._shadow_size: Size | None = None
        self._cursor_sent: Offset | None = None

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        shown = self._running and not self._closed and not self.is_headless and self._driver is not None
        if not shown or self._batch_count or not isinstance(renderable, ChopsUpdate | LayoutUpdate):
            super()._display(screen, renderable)
            return
        if self._shadow_size != self.size:
            self._shadow.forget()
            self._shadow_size = self.size
        colours = self.console._color_system or ColorSystem.TRUECOLOR
        text = "".join(self._shadow.draw(y, x, cells_of(strip, colours)) for y, x, strip in pieces(renderable))
        if text or self.cursor_position != self._cursor_sent:
            self._cursor_sent = self.cursor_position
            super()._display(screen, cast(Any, Sent(text)))
        else:
            self.post_display_hook()

    def forget_terminal(self) -> None:
        """Send everything with the next frame: something else has drawn on the terminal."""
        self._shadow.forget()

    def _suspend_signal(self) -> None:
        self.forget_terminal()
        super()._suspend_signal()

    def _resume_signal(self) -> None:
        self.forget_terminal()
        super()._resume_signal()
