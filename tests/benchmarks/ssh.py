"""Twenty keys at ten a second over a slow line: how long until each is painted, beside nano and stock Textual.

    python -m tests.benchmarks.ssh

A real SSH server on loopback, behind a proxy that delays each byte by 50 ms each way and passes 32 KB a second; plain,
with tmux or screen at the far end, and from within one of them at this end.
"""

from __future__ import annotations

import asyncio
import os
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.screen.line import MISSING, Server, SlowLine, server
from tests.screen.material import Person, write_course

KEYS = "qwertyuiopasdfghjklz"
EVERY = 0.1  # seconds
WHERE = {"there": "at the far end", "here": "at this end"}
ALONE = {"TMUX": "", "STY": "", "LC_ALL": "C.UTF-8"}  # whoever measures may sit in one of them
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
    """How long each key took to be painted, in seconds, and the bytes all of them took on the line."""

    seconds: list[float]
    received: int

    def row(self, name: str) -> str:
        """One line of the table."""
        middle, last = 1000 * statistics.median(self.seconds), 1000 * max(self.seconds)
        return f"  {name:<24} {middle:>9.0f} ms {last:>9.0f} ms {self.received / len(KEYS):>10.0f}"


def typed(seated: Person, line: SlowLine) -> Typed:
    """Type the keys one after the other, and wait until each stands on the screen."""
    begun = time.monotonic()
    before = line.received
    pressed: list[float] = []
    painted: list[float] = []
    while len(painted) < len(KEYS):
        now = time.monotonic()
        if now - begun > 120:
            raise TimeoutError(f"{len(painted)} keys of {len(KEYS)} were painted")
        if len(pressed) < len(KEYS) and now >= begun + EVERY * len(pressed):
            seated.press(KEYS[len(pressed)])
            pressed.append(time.monotonic())
        seated.read_once(0.004)
        while len(painted) < len(pressed) and KEYS[: len(painted) + 1] in seated.text:
            painted.append(time.monotonic())
    return Typed([b - a for a, b in zip(pressed, painted, strict=True)], line.received - before)


def multiplexed(kind: str, folder: Path, command: list[str]) -> list[str]:
    """`command` in a new session of tmux or screen, whose files are in `folder`."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if kind == "tmux":
        (folder / "conf").write_text("set -g escape-time 10\n")
        return ["tmux", "-u", "-S", str(folder / "socket"), "-f", str(folder / "conf"), "new-session", *command]
    (folder / "conf").write_text("startup_message off\nmaptimeout 10\n")
    return ["env", f"SCREENDIR={folder}", "screen", "-U", "-c", str(folder / "conf"), "-S", "here", *command]


def ended(folder: Path) -> None:
    """End what runs in the sessions of `folder`."""
    for words in (["tmux", "-S", str(folder / "socket"), "kill-server"], ["screen", "-S", "here", "-X", "quit"]):
        if shutil.which(words[0]):
            subprocess.run(words, env={**os.environ, "SCREENDIR": str(folder)}, capture_output=True, check=False)


def seat(folder: Path, line: list[str], command: list[str], way: tuple[str, str]) -> Person:
    """Someone before `command` at the far end of `line`; `way`: tmux or screen, "there" or "here", or neither."""
    kind, where = way
    if where == "there":
        command = multiplexed(kind, folder / "sessions", command)
    if where != "here":
        return Person([], folder / "home", (80, 24), through=line, command=command, **ALONE)
    told = [f"TUTOR_{name}={folder / 'home' / name.lower()}" for name in ("DATA", "CACHE", "CONFIG", "STATE")]
    far = shlex.join(["env", f"PYTHONPATH={os.pathsep.join(sys.path)}", *told, *command])
    here = multiplexed(kind, folder / "sessions", [*line, far])
    return Person([], folder / "home", (80, 24), command=here, **ALONE)


def measured(folder: Path, near: Server, program: str, way: tuple[str, str]) -> Typed:
    """The keys typed before `program`."""
    course = folder / "course"
    write_course(course)
    (folder / "new.py").touch()
    command, ready = {
        "tutor": (
            [sys.executable, "-m", "tutor.cli", "--course", str(course), "start", "start/steps/double"],
            _to_the_answer,
        ),
        "nano": (["nano", str(folder / "new.py")], lambda seated: seated.until("GNU nano|Read 0 lines|new.py")),
        "stock Textual's editor": ([sys.executable, "-c", STOCK], lambda seated: seated.until(r"1 ")),
    }[program]
    between = SlowLine(near.port)
    seated = seat(folder, near.command(between.port), command, way)
    try:
        ready(seated)
        seated.read(1.5)
        return typed(seated, between)
    finally:
        seated.close()
        ended(folder / "sessions")
        between.close()


async def main() -> None:
    """Print the tables."""
    if MISSING:
        print(f"Over SSH: needs {' and '.join(MISSING)}")
        return
    programs = [one for one in ("tutor", "nano", "stock Textual's editor") if one != "nano" or shutil.which("nano")]
    ways = [("", "")] + [(kind, where) for kind in ("tmux", "screen") if shutil.which(kind) for where in WHERE]
    print("Twenty keys at ten a second, 50 ms each way and 32 KB/s; bytes on the line, with what SSH adds")
    with tempfile.TemporaryDirectory() as name, server(Path(name) / "ssh") as near:
        for way in ways:
            kind, where = way
            rounds = 1 if kind else 3
            print(f"  {f'{kind}, {WHERE[where]}' if kind else 'plain, three rounds':<24}", end=" ")
            print(f"{'median':>12} {'longest':>12} {'bytes a key':>10}")
            for program in programs:
                found = []
                for number in range(rounds):
                    folder = Path(name) / f"{kind}{where}{programs.index(program)}{number}"
                    folder.mkdir()
                    found.append(measured(folder, near, program, way))
                seconds = [one for typed_ in found for one in typed_.seconds]
                print(Typed(seconds, round(statistics.median(one.received for one in found))).row(program), flush=True)


def _to_the_answer(seated: Person) -> None:
    seated.until("Write it")
    seated.press("\x0f")
    seated.until("def double")
    seated.read(1.0)
    seated.press("\x1b[1;5F")


if __name__ == "__main__":
    asyncio.run(main())
