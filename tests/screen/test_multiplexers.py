"""Protects the keys inside tmux and screen: each one in the table arrives there as the key it is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.screen.material import Person, write_course
from tutor.screen.keys import TABLE

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
    (folder / "tmux.conf").write_text("set -g escape-time 10\nset -g default-terminal tmux-256color\n")
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

    def seat(command: list[str]) -> Person:
        words = request.param(tmp_path, command)
        folder = tmp_path / "sockets"
        folder.mkdir(mode=0o700, exist_ok=True)
        places = {"TMUX_TMPDIR": str(folder), "SCREENDIR": str(folder), "TMUX": "", "STY": "", "LC_ALL": "C.UTF-8"}
        seated.append(Person([], tmp_path / "person", (100, 30), command=words, **places))
        return seated[-1]

    yield seat
    for one in seated:
        one.close()
    if shutil.which("tmux"):
        places = {"TMUX_TMPDIR": str(tmp_path / "sockets"), "PATH": os.environ["PATH"]}
        ended = ["tmux", "-L", f"t{tmp_path.name[-20:]}", "kill-server"]
        subprocess.run(ended, capture_output=True, check=False, env=places)


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
