"""Protects the picture: cell by cell and colour by colour it is the one Textual as it comes would draw.

Two programs at two real terminals are driven alike, ours and one that sends every dirty region whole. After each step,
once both are silent, every cell must be the same: the character, its colours, its attributes, and where the cursor is.
"""

from __future__ import annotations

import os
import random
import shlex
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyte
import pytest

from tests.screen.material import Person, read_all, write_course
from tests.screen.wire import picture
from tutor.progress.aliases import identity
from tutor.progress.places import FILE
from tutor.progress.store import Store

FIRST, LAST, UP, DOWN, LEFT, RIGHT = "\x1b[1;5H", "\x1b[1;5F", "\x1b[A", "\x1b[B", "\x1b[D", "\x1b[C"
CHECK, RUN, HINT, NEXT, BACK, PANE, MAP = "\x12", "\x05", "\x07", "\x0e", "\x10", "\x0f", "\x14"
PALETTE, HELP, UNDO, REDO, COMMENT, ESC, ENTER = "\x04", "\x1bOP", "\x1a", "\x19", "\x1f", "\x1b", "\r"
EDITOR, PAGE_DOWN, PAGE_UP, TEXT_DOWN = "\x1be", "\x1b[6~", "\x1b[5~", "\x1b[1;5B"

Step = str | Callable[[Person], None]
LESSON = "start/steps/double"
LONG = [f"# line {number} 第{number}行 of a text that is longer than the screen is high\r" for number in range(40)]


def resize(columns: int, rows: int) -> Callable[[Person], None]:
    def act(seated: Person) -> None:
        seated.child.setwinsize(rows, columns)
        seated.screen.resize(rows, columns)
        seated.screen.reset()
        seated.columns, seated.rows = columns, rows

    return act


def stop_and_go_on(seated: Person) -> None:
    """As a shell's job control does; meanwhile something else draws on the terminal."""
    os.kill(seated.child.pid, signal.SIGTSTP)
    end = time.monotonic() + 30
    while Path(f"/proc/{seated.child.pid}/stat").read_text().rpartition(")")[2].split()[0] != "T":
        assert time.monotonic() < end
        seated.read(0.05)
    seated.read(0.2)
    pyte.Stream(seated.screen).feed("\x1b[m\x1b[H" + "drawn by another program " * 40)
    os.kill(seated.child.pid, signal.SIGCONT)


def shows(pattern: str) -> Callable[[Person], None]:
    return lambda seated: seated.until(pattern)


# Each session: what it is about, the size it begins in, and its steps.
SESSIONS: dict[str, tuple[tuple[int, int], list[Step]]] = {
    "chinese": (
        (110, 30),
        [
            "",
            LAST + "词 = '字' # 漢字\r",
            "x = '中文'\r",
            UP + UP,
            "\x1b[3~",
            RIGHT + "字",
            "\x7f",
            UNDO,
            REDO,
            LEFT + "，",
        ],
    ),
    "undo": (
        (80, 24),
        [PANE, LAST, "if x:\ry = 1", UNDO, UNDO, UNDO, REDO, REDO, COMMENT, UNDO, "\t", "\x1b[Z", FIRST + "'''"],
    ),
    "scroll": (
        (80, 24),
        [
            PANE,
            LAST,
            *LONG[:25],
            PAGE_UP,
            PAGE_DOWN,
            FIRST,
            LAST,
            UP * 30,
            DOWN * 3,
            ENTER,
            "\x7f",
            PANE,
            TEXT_DOWN * 2,
        ],
    ),
    "scroll beside": ((120, 30), [LAST, "".join(LONG), UP * 20, UP * 15, DOWN * 40, ENTER + ENTER, FIRST]),
    "resize": (
        (110, 30),
        ["", LAST + "字", resize(80, 24), PANE, resize(60, 20), "abc", resize(120, 40), HELP, resize(70, 22), ESC, "x"],
    ),
    "suspend": ((100, 30), [LAST + "before 字", stop_and_go_on, "after", UNDO, HELP, stop_and_go_on, ESC, "x"]),
    "editor": ((100, 30), [LAST + "a = 1", EDITOR, "b", UNDO, EDITOR, PANE, EDITOR]),
    "verdicts": (
        (110, 30),
        [
            LAST + "\rdef double(x):\rreturn x * x",
            CHECK,
            shows("That is the square"),
            RUN,
            HINT,
            "\x1b[1;3C",
            "\x1b[1;3D",
            "\x1b[1;3C",
            "#",
        ],
    ),
    "palette and help": (
        (80, 24),
        [PALETTE, "hi", DOWN, DOWN, ESC, HELP, PAGE_DOWN, DOWN, UP, ESC, PALETTE, "light", ENTER, PANE],
    ),
    "pages and map": ((80, 24), ["\x10", NEXT, NEXT, "a", DOWN, NEXT, "1", BACK, MAP, DOWN, UP, ENTER, PANE]),
    "sixty by twenty": ((60, 20), [PANE, "字字字", LAST, *LONG[:6], UP * 6, HINT, HELP, ESC, PALETTE, ESC, NEXT]),
}


RUNNING = ("verdicts", "pages and map", "sixty by twenty")  # what these show comes from the host


def settle(ours: Person, stock: Person) -> None:
    """Read until both are silent and show the same, or have been silent for long enough to be told apart."""
    silent = 0
    while silent < 20:
        came = read_all((ours, stock), 0.15)
        silent = 0 if came else silent + 1
        if not came and picture(ours.screen) == picture(stock.screen):
            return


def same(ours: Person, stock: Person, step: str) -> None:
    settle(ours, stock)
    assert ours.text == stock.text, step
    for y, (mine, theirs) in enumerate(zip(picture(ours.screen), picture(stock.screen), strict=True)):
        assert mine == theirs, f"{step}: row {y - 1}"


def pose_alike(file: Path, course: Path) -> None:
    """Have the questions of `course` drawn from one seed: each start of the program would draw its own."""
    file.parent.mkdir(parents=True)
    with Store(file, course=identity(course, built_in=False)) as store:
        for exercise in ("views", "shape-of"):
            store.set_posed_seed(f"start/steps/{exercise}", 7)


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Callable[..., tuple[Person, Person]]]:
    """Seats two people before the same course: one at ours, one at Textual as it comes."""
    course = write_course(tmp_path / "course")
    editor = tmp_path / "editor"  # draws on the terminal, changes the answer, and ends
    editor.write_text('#!/bin/sh\nprintf "\\033[2J\\033[HAn editor 编辑器"\nprintf "# edited\\n" >> "$1"\n')
    editor.chmod(0o755)
    seated: list[Person] = []

    def seat(size: tuple[int, int], host: str = "bare") -> tuple[Person, Person]:
        for stock in (False, True):
            words = ["--course", str(course), "start", LESSON]
            told: dict[str, Any] = {"EDITOR": shlex.quote(str(editor)), "VISUAL": "", "host": host}
            home = tmp_path / f"person-{len(seated)}"
            pose_alike(home / "data" / FILE, course)
            seated.append(Person(words, home, size, stock=stock, **told))
        for one in seated:
            one.until("Write it")
            one.until(r"\^r check")
        return seated[0], seated[1]

    yield seat
    for one in seated:
        one.close()


@pytest.mark.parametrize("name", SESSIONS)
def test_the_picture_is_that_of_textual_as_it_comes(both: Callable[..., tuple[Person, Person]], name: str) -> None:
    size, steps = SESSIONS[name]
    ours, stock = both(size, "light" if name in RUNNING else "bare")
    for number, step in enumerate(steps):
        for one in (ours, stock):
            if isinstance(step, str):
                one.press(step)
            else:
                step(one)
        same(ours, stock, f"{name}, step {number}: {step!r}")
    assert ours.received < stock.received / 4


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_typed_gives_the_same_picture(both: Callable[..., tuple[Person, Person]], seed: int) -> None:
    chance = random.Random(seed)
    keys = [
        *"ab (['\":=.#字汉，",
        ENTER,
        "\t",
        "\x7f",
        UP,
        DOWN,
        LEFT,
        RIGHT,
        UNDO,
        REDO,
        COMMENT,
        FIRST,
        LAST,
        "\x1b[1;2A",
    ]
    ours, stock = both(chance.choice([(80, 24), (110, 30)]))
    if ours.columns < 100:
        for one in (ours, stock):
            one.press(PANE)
    for number in range(6):
        typed = [chance.choice(keys) for _ in range(6)]
        for key in typed:  # one by one: keys that come at once may be a paste
            for one in (ours, stock):
                one.press(key)
            read_all((ours, stock), 0.15)
        same(ours, stock, f"seed {seed}, step {number}: {typed!r}")
