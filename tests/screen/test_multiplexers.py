"""Protects the keys inside tmux and screen: each one in the table arrives there as the key it is."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyte
import pytest

from tests.screen.material import Person, write_course
from tests.screen.wire import seen
from tutor.screen.hand import Cell
from tutor.screen.keys import TABLE
from tutor.screen.shadow import Shadow

# What a terminal sends for each key; outside, they are all pressed like this.
SENT = {
    "space": " ",
    **{f"f{n}": sent for n, sent in enumerate(("\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS"), 1)},
    **{f"f{n}": f"\x1b[{code}~" for n, code in zip(range(5, 10), (15, 17, 18, 19, 20), strict=True)},
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "cdefgklnopqrstuvwxyz"},
    **{f"alt+{letter}": f"\x1b{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"},
    **{name: f"\x1b[{end}" for name, end in (("up", "A"), ("down", "B"), ("right", "C"), ("left", "D"))},
    **{
        f"{with_}+{name}": f"\x1b[1;{code}{end}"
        for with_, code in (("shift", 2), ("alt", 3), ("ctrl", 5))
        for name, end in (("up", "A"), ("down", "B"), ("right", "C"), ("left", "D"))
    },
    "ctrl+underscore": "\x1f",
    "escape": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "enter": "\r",
    "question_mark": "?",
}
NAMES = sorted({name for key in TABLE for name in key.keys})

# An app with our terminal's driver, which writes down each key it makes out.
LISTENER = """
import os
import sys
from textual.app import App
from textual.events import Key
from tutor.screen.terminal import Terminal, leaves_keys_alone

def keep(name):
    with open(sys.argv[1], "a") as file:
        file.write(name + "\\n")

class Heard(Terminal):
    def process_message(self, message):
        if isinstance(message, Key):
            keep(message.key)
        super().process_message(message)

class Listener(App, inherit_bindings=False):
    ENABLE_COMMAND_PALETTE = False
    def on_mount(self):
        keep("ready")

Listener(driver_class=Heard).run(mouse=leaves_keys_alone(os.environ))
"""


@dataclass
class Inside:
    """Someone in a terminal multiplexer, in which the listener runs and writes to `heard`."""

    person: Person
    heard: Path

    def keys(self) -> list[str]:
        """What was heard so far."""
        return self.heard.read_text().split() if self.heard.exists() else []

    def until(self, count: int) -> list[str]:
        """Wait until so many keys were heard, or for a while; what was heard."""
        end = time.monotonic() + 30
        while len(found := self.keys()) < count and time.monotonic() < end:
            self.person.read(0.02)
        return found


def tmux(folder: Path, command: list[str]) -> list[str]:
    (folder / "tmux.conf").write_text(
        "set -g escape-time 10\nset -g status off\nset -g default-terminal tmux-256color\n"
    )
    return ["tmux", "-L", f"t{folder.name[-20:]}", "-f", str(folder / "tmux.conf"), "new-session", *command]


def screen(folder: Path, command: list[str]) -> list[str]:
    (folder / "screenrc").write_text("startup_message off\nmaptimeout 10\n")
    return ["screen", "-c", str(folder / "screenrc"), "-S", folder.name[-20:], *command]


WAYS = [
    pytest.param(way, marks=pytest.mark.skipif(not shutil.which(way.__name__), reason=f"needs {way.__name__}"))
    for way in (tmux, screen)
]


@pytest.fixture(params=WAYS)
def inside(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[list[str]], Person]]:
    """Seats someone before a command in tmux, in screen."""
    seated: list[Person] = []
    sockets = tempfile.mkdtemp(prefix="sockets-")  # a socket's path has to be short

    def seat(command: list[str]) -> Person:
        words = request.param(tmp_path, command)
        places = {"TMUX_TMPDIR": sockets, "SCREENDIR": sockets, "TMUX": "", "STY": "", "LC_ALL": "C.UTF-8"}
        seated.append(Person([], tmp_path / "person", (100, 30), command=words, **places))
        return seated[-1]

    yield seat
    for one in seated:
        one.close()
    name = tmp_path.name[-20:]
    places = {"TMUX_TMPDIR": sockets, "SCREENDIR": sockets, "PATH": os.environ["PATH"]}
    for ended in (["tmux", "-L", f"t{name}", "kill-server"], ["screen", "-S", name, "-X", "quit"]):
        if shutil.which(ended[0]):  # both go on without the terminal they were started in
            subprocess.run(ended, capture_output=True, check=False, env=places)
    shutil.rmtree(sockets, ignore_errors=True)


def test_every_key_of_the_table_arrives(inside: Callable[[list[str]], Person], tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    one = Inside(inside([sys.executable, "-c", LISTENER, str(heard)]), heard)
    assert one.until(1) == ["ready"]
    wrong = {}
    for name in NAMES:
        before = len(one.keys())
        one.person.press(SENT[name])
        found = one.until(before + 1)[before:]
        if found != [name]:
            wrong[name] = found
    assert not wrong


def drawn_at_random(seed: int, *, erases: bool) -> str:
    """Frames of a picture of 99 by 29 that moves in all directions, and "end" in its first row."""
    chance = random.Random(seed)
    blank: Cell = (" ", "48;5;17")

    def line() -> list[Cell]:
        text = "".join(chance.choice("abc  字─") for _ in range(chance.randrange(40)))
        styles = [f"38;5;{chance.randrange(16, 256)};48;5;17" for _ in range(3)]
        cells: list[Cell] = []
        for letter in text:
            style = chance.choice(styles)
            cells += (
                [blank] if letter == " " else [(letter, style), ("", style)] if letter == "字" else [(letter, style)]
            )
        return [*cells, *[blank] * (99 - len(cells))]

    shadow = Shadow(99, erases=erases)
    rows = [line() for _ in range(29)]
    frames = ["\x1b[2J"]
    for number in range(60):
        y, at = chance.randrange(28), chance.randrange(30)
        if number % 3 == 0:
            rows.insert(y, line())
            rows.pop()
        elif number % 3 == 1:
            rows.append([blank] * 99)
            rows.pop(y)
        elif all(rows[y][x][0] not in ("", "字") for x in (at, 98)):
            rows[y] = [*rows[y][:at], ("x", "1;4;48;5;17"), *rows[y][at:98]]
        frames.append(shadow.frame([(y, 0, row) for y, row in enumerate(rows)], (y, at)))
    end: list[Cell] = [(letter, "") for letter in "end"]
    return "".join(frames) + shadow.frame([(0, 0, end)])


def test_what_is_moved_and_erased_there_is_where_it_belongs(
    inside: Callable[[list[str]], Person], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    drawn = drawn_at_random(11, erases="tmux" in request.node.name)
    (tmp_path / "drawn").write_text(drawn)
    seated = inside(["sh", "-c", f"cat {tmp_path}/drawn; read -r _"])
    seated.until("(?m)^end")
    seated.read(0.2)
    straight = pyte.Screen(100, 30)
    pyte.Stream(straight).feed(drawn)
    for y in range(29):
        there, wanted = ([seen(screen.buffer[y][x]) for x in range(99)] for screen in (seated.screen, straight))
        assert there == wanted, y


def test_the_lesson_is_written_and_checked_there(inside: Callable[[list[str]], Person], tmp_path: Path) -> None:
    course = write_course(tmp_path / "course")
    words = ["--course", str(course), "start", "start/steps/double"]
    seated = inside([sys.executable, "-m", "tutor.cli", *words])
    seated.until("Write it")
    seated.until("def double")
    seated.press("\x1b[1;5F\r" + "def double(x):\r" + "return x * 2  # 两倍\r")
    seated.until("两 ?倍")
    seated.press("\x12")
    seated.until("Passed")
    seated.press("\x1b[15~")
    seated.press("\x11")
