"""What the terminal shows, kept cell by cell, so that only what changed is sent to it. *Screen side.*

Textual sends every dirty region whole, and an editor's region is dirty after each key: some ten thousand bytes for one
letter, seconds over a slow line. Here each update is compared with a shadow of the terminal and only the cells that
differ are written. The pictures are the same; a key costs some tens of bytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any

from rich.cells import cell_len
from rich.color import ColorSystem
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.geometry import Size
from textual.screen import Screen
from textual.strip import Strip

from tutor.screen.fixed_colours import shortened
from tutor.screen.hand import Cell
from tutor.screen.pen import blank
from tutor.screen.shadow import Shadow

AT_ONCE = 256  # characters that come in one piece: they need no words about where a picture begins and ends


def cells_of(strip: Strip, colours: ColorSystem) -> list[Cell]:
    """`strip` cell by cell."""
    cells: list[Cell] = []
    for text, style, control in strip._segments:
        if control:
            continue
        sgr = "" if style is None else shortened(Strip.render_ansi(style, colours))
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
    """Whether what the terminal erases takes on the background in use: in screen it doesn't, in tmux it does."""
    kind = environment.get("TERM", "")
    if environment.get("STY"):
        return False
    return kind.startswith(("xterm", "tmux")) or environment.get("TERM_PROGRAM") == "tmux"


class ChangedCellsOnly(App[Any]):
    """An App that sends the terminal only the cells which changed.

    It rests on one private method of Textual's App, `_display`; a test holds the pictures against stock Textual's.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._shadow = Shadow(erases=erases_in_colour(os.environ))
        self._shadow_size: Size | None = None

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        driver = self._driver
        shown = self._running and not self._closed and not self.is_headless and driver is not None
        if not shown or self._batch_count or not isinstance(renderable, ChopsUpdate | LayoutUpdate):
            if renderable is not None and not isinstance(renderable, ChopsUpdate | LayoutUpdate):
                self.forget_terminal()
            super()._display(screen, renderable)
            return
        assert driver is not None
        if self._shadow_size != self.size:
            self._shadow.forget(self.size.width)
            self._shadow_size = self.size
        colours = self.console._color_system or ColorSystem.TRUECOLOR
        cursor = self.screen.outer_size.clamp_offset(self.cursor_position)
        width, height = self.size
        drawn = [(y, x, cells_of(strip, colours)) for y, x, strip in pieces(renderable)]
        if any(x + len(cells) > width or y >= height for y, x, cells in drawn):
            # Laid out for a larger terminal, which has just shrunk: what that leaves there nobody knows.
            drawn = [(y, x, cells[: max(0, width - x)]) for y, x, cells in drawn if y < height and x < width]
            self.forget_terminal()
        try:
            text = self._shadow.frame(drawn, (cursor.y, cursor.x))
        except Exception as error:
            self._handle_exception(error)
            text = ""
        if len(text) > AT_ONCE:
            self._begin_update()
        if text:
            driver.write(text)
        if len(text) > AT_ONCE:
            self._end_update()
        driver.flush()
        self.post_display_hook()

    def forget_terminal(self) -> None:
        """Send everything with the next frame: something else may draw on the terminal. Safe in a signal's handler."""
        self._shadow_size = None
