"""Twenty keys at ten a second over a slow line: how long until each is painted, beside nano and stock Textual.

    python -m tests.benchmarks.ssh

A real SSH server on loopback, behind a proxy that delays each byte by 50 ms each way and passes 32 KB a second.
"""

from __future__ import annotations

import asyncio
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.screen.line import MISSING, SlowLine, server
from tests.screen.material import Person, write_course

KEYS = "qwertyuiopasdfghjklz"
EVERY = 0.1  # seconds
STOCK = """
from textual.app import App
from textual.widgets import TextArea

class Editor(App):
    def compose(self):
        editor = TextArea.code_editor("", language="python")
        editor.cursor_blink = False
        yield editor

Editor().run()
"""


@dataclass
class Typed:
    """How long each key took to be painted, in seconds, and the bytes all of them took."""

    name: str
    seconds: list[float]
    received: int

    def row(self) -> str:
        """One line of the table."""
        middle, last = 1000 * statistics.median(self.seconds), 1000 * max(self.seconds)
        return f"  {self.name:<24} {middle:>9.0f} ms {last:>9.0f} ms {self.received / len(KEYS):>10.0f}"


def typed(name: str, seated: Person) -> Typed:
    """Type the keys one after the other, and wait until each stands on the screen."""
    begun = time.monotonic()
    before = seated.received
    pressed: list[float] = []
    painted: list[float] = []
    while len(painted) < len(KEYS):
        now = time.monotonic()
        if now - begun > 120:
            raise TimeoutError(f"{name}: {len(painted)} keys of {len(KEYS)} were painted")
        if len(pressed) < len(KEYS) and now >= begun + EVERY * len(pressed):
            seated.press(KEYS[len(pressed)])
            pressed.append(time.monotonic())
        seated.read_once(0.004)
        while len(painted) < len(pressed) and KEYS[: len(painted) + 1] in seated.text:
            painted.append(time.monotonic())
    return Typed(name, [b - a for a, b in zip(pressed, painted, strict=True)], seated.received - before)


def seat(folder: Path, line: list[str], *, command: list[str] | None = None) -> Person:
    """Someone at the far end of `line`, before tutor or another program."""
    course = folder / "course"
    if not course.exists():
        write_course(course)
    words = ["--course", str(course), "start", "start/steps/double"]
    return Person(words, folder / "home", (80, 24), through=line, command=command)


async def main() -> None:
    """Print the table."""
    if MISSING:
        print(f"Over SSH: needs {' and '.join(MISSING)}")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "new.py").touch()
        programs: dict[str, tuple[list[str] | None, Callable[[Person], None]]] = {
            "tutor": (None, _to_the_answer),
            "nano": (["nano", str(folder / "new.py")], lambda seated: seated.until("GNU nano|Read 0 lines|new.py")),
            "stock Textual's editor": ([sys.executable, "-c", STOCK], lambda seated: seated.until(r"1 ")),
        }
        if not shutil.which("nano"):
            del programs["nano"]
        found: dict[str, list[Typed]] = {}
        with server(folder / "ssh") as near:
            for number in range(3):
                for each, (command, ready) in programs.items():
                    between = SlowLine(near.port)
                    seated = seat(folder / str(number), near.command(between.port), command=command)
                    try:
                        ready(seated)
                        seated.read(1.5)
                        found.setdefault(each, []).append(typed(each, seated))
                    finally:
                        seated.close()
                        between.close()
    print("Twenty keys at ten a second, 50 ms each way and 32 KB/s (three rounds, times of all)")
    print(f"  {'':<24} {'median':>12} {'longest':>12} {'bytes a key':>10}")
    for each, rounds in found.items():
        seconds = [one for typed_ in rounds for one in typed_.seconds]
        print(Typed(each, seconds, round(statistics.median(one.received for one in rounds))).row())


def _to_the_answer(seated: Person) -> None:
    seated.until("Write it")
    seated.press("\x0f")
    seated.until("def double")
    seated.read(1.0)
    seated.press("\x1b[1;5F")


if __name__ == "__main__":
    asyncio.run(main())
