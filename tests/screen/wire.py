"""The program within the test's own process, at a terminal that counts bytes and compares pictures."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyte
from textual import events
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.driver import Driver
from textual.drivers.headless_driver import HeadlessDriver
from textual.keys import _character_to_key as character_name
from textual.pilot import Pilot
from textual.screen import Screen

from tutor.screen import app
from tutor.screen.app import TutorApp
from tutor.screen.session import Session


def seen(cell: Any) -> tuple[object, ...]:
    """What can be seen of a cell: of a blank neither its foreground nor its weight and slant, if nothing shows them."""
    if cell.data.strip() or cell.underscore or cell.reverse or cell.strikethrough:
        return tuple(cell)
    return cell.data, cell.bg


def picture(screen: pyte.Screen) -> list[list[tuple[object, ...]]]:
    """Every cell as it is seen, and before them all the cursor's place."""
    rows: list[list[tuple[object, ...]]] = [[(screen.cursor.y, screen.cursor.x)]]
    for y in range(screen.lines):
        rows.append([seen(screen.buffer[y][x]) for x in range(screen.columns)])
    return rows


CHARACTERS = {"space": " ", "enter": "\r", "tab": "\t", "backspace": "\x7f", "escape": "\x1b"}
ROUNDS = 4  # a key goes through the app, its widget and what that widget tells, and leads to a frame


class Line:
    """The line to a terminal of `size`, and beside it one that gets all that Textual would send."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.sent = 0  # bytes
        self.sent_by_textual = 0
        self.last = ""  # what was sent last
        self.ours, self.stock = pyte.Screen(*size), pyte.Screen(*size)
        self._to_ours, self._to_stock = pyte.Stream(self.ours), pyte.Stream(self.stock)
        self.resize(*size)

    def send(self, text: str) -> None:
        """Take what we send."""
        self.sent += len(text.encode())
        self.last = text
        self._to_ours.feed(text)

    def send_by_textual(self, text: str) -> None:
        """Take what Textual would have sent."""
        self.sent_by_textual += len(text.encode())
        self._to_stock.feed(text)

    def resize(self, columns: int, rows: int) -> None:
        """Have terminals of another size, which show nothing yet."""
        for screen in (self.ours, self.stock):
            screen.resize(rows, columns)
            screen.reset()
            screen.reset_mode(7, private=True)  # as the driver has it: nothing is wrapped

    def check(self, step: object) -> None:
        """Both terminals must show the same."""
        for y, (mine, theirs) in enumerate(zip(picture(self.ours), picture(self.stock), strict=True)):
            differing = [each for each in zip(mine, theirs, strict=True) if each[0] != each[1]]
            assert not differing, f"{step!r}: row {y - 1}: {differing[:3]}"


class Listening(HeadlessDriver):
    """A driver whose writing goes to a `Line`."""

    line: Line

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        self.line.send(data)


@dataclass
class Seated:
    """Someone at that terminal."""

    pilot: Pilot[Any]
    line: Line
    costs: dict[str, int] = field(default_factory=dict)  # the most bytes that one of the keys took, by what it was for

    async def press(self, *keys: str, kind: str = "") -> None:
        """Press keys one by one; after each, both terminals must show the same."""
        for key in keys:
            character = key if len(key) == 1 else CHARACTERS.get(key)
            await self.hear(events.Key(character_name(key) if len(key) == 1 else key, character), kind or key)

    async def hear(self, event: events.Event, kind: str) -> None:
        """Have `event` handled, and draw what follows from it; both terminals must then show the same."""
        before = self.line.sent
        self.pilot.app.post_message(event)
        await self.settle()
        self.costs[kind] = max(self.costs.get(kind, 0), self.line.sent - before)
        self.line.check(kind)

    async def settle(self) -> None:
        """Let every widget handle what it was sent, and what that led to, and draw: no clock is asked."""
        for _ in range(ROUNDS):
            await self.pilot._wait_for_screen()
            self.pilot.app.screen._on_timer_update()


@asynccontextmanager
async def seated(session: Session, address: str, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Seated]:
    """Someone at a terminal of `size` before the page at `address`."""
    line = Line(size)

    class Watched(TutorApp):
        CSS_PATH = str(Path(app.__file__).parent / TutorApp.CSS_PATH)

        def _build_driver(self, *_arguments: Any, **_more: Any) -> Driver:
            driver = Listening(self, debug=False, mouse=False, size=size)
            driver.line = line
            self._driver = driver
            return driver

        def _display(self, screen: Screen[Any], renderable: Any) -> None:
            if isinstance(renderable, CompositorUpdate) and not self._batch_count and self._running:
                at = self.screen.outer_size.clamp_offset(self.cursor_position)
                line.send_by_textual(renderable.render_segments(self.console) + f"\x1b[{at.y + 1};{at.x + 1}H")
            super()._display(screen, renderable)

    program: App[Any] = Watched(session, address)
    try:
        async with program.run_test(size=size) as pilot:
            one = Seated(pilot, line)
            await one.settle()
            yield one
    finally:
        await session.desk.close()
