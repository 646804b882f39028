"""What the terminal shows, kept cell by cell, so that only what changed is sent to it. *Screen side.*

Textual sends every dirty region whole, and an editor's region is dirty after each key: some ten thousand bytes for one
letter, seconds over a slow line. Here each update is compared with a shadow of the terminal and only the cells that
differ are written. The pictures are the same; a key costs some tens of bytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any, cast

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.geometry import Offset, Size
from textual.screen import Screen
from textual.strip import Strip

from tutor.screen.pen import blank
from tutor.screen.shadow import Cell, Shadow


def cells_of(strip: Strip, colours: ColorSystem) -> list[Cell]:
    """`strip` cell by cell."""
    cells: list[Cell] = []
    for text, style, control in strip._segments:
        if control:
            continue
        sgr = "" if style is None else Strip.render_ansi(style, colours)
        unseen = blank(sgr)
        if text.isascii():
            cells.extend((character, unseen if character == " " else sgr) for character in text)
            continue
        for character in text:
            width = cell_len(character)
            if width:
                cells.append((character, unseen if character == " " else sgr))
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


def erases_in_colour(environment: Mapping[str, str]) -> bool:
    """Whether what the terminal erases takes on the background in use. In screen it doesn't, tmux promises nothing."""
    return environment.get("TERM", "").startswith("xterm") and not environment.get("STY")


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
        self._shadow = Shadow(erases=erases_in_colour(os.environ))
        self._shadow_size: Size | None = None
        self._cursor_sent: Offset | None = None

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        shown = self._running and not self._closed and not self.is_headless and self._driver is not None
        if not shown or self._batch_count or not isinstance(renderable, ChopsUpdate | LayoutUpdate):
            super()._display(screen, renderable)
            return
        if self._shadow_size != self.size:
            self._shadow.forget(self.size.width)
            self._shadow_size = self.size
        colours = self.console._color_system or ColorSystem.TRUECOLOR
        text = self._shadow.frame((y, x, cells_of(strip, colours)) for y, x, strip in pieces(renderable))
        if text or self.cursor_position != self._cursor_sent:
            self._cursor_sent = self.cursor_position
            super()._display(screen, cast(Any, Sent(text)))
        else:
            self.post_display_hook()

    def forget_terminal(self) -> None:
        """Send everything with the next frame: something else may draw on the terminal. Safe in a signal's handler."""
        self._shadow_size = None
