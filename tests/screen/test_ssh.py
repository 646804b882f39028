"""Protects a learner on a server, over a real SSH connection: a check passes, and a dropped line loses nothing."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.screen.line import MISSING, Server, SlowLine, server
from tests.screen.material import STARTER, Person
from tests.screen.test_leaving import all_gone

Seat = Callable[..., Person]
pytestmark = pytest.mark.skipif(
    bool(MISSING), reason=f"needs {' and '.join(MISSING)}: install an SSH server and client"
)

CHECK = "\x12"

# Keys that change nothing that was written, as terminals send them: the arrows, with alt and ctrl, F5, F6, shift+tab.
HARMLESS = ["\x1b[A", "\x1b[C", "\x1b[D", "\x1b[B", "\x1b[1;3C", "\x1b[1;3D", "\x1b[1;5A", "\x1b[15~", "\x1b[17~"]
PASTED = "# pasted 字"


@pytest.fixture
def near(tmp_path: Path) -> Iterator[Server]:
    """An SSH server on this machine."""
    with server(tmp_path / "ssh") as one:
        yield one


@pytest.fixture
def line(near: Server) -> list[str]:
    """A command that reaches this machine over SSH."""
    return near.command()


@pytest.fixture
def slow_line(near: Server) -> Iterator[list[str]]:
    """The same over a line of 50 ms each way and 32 KB a second."""
    between = SlowLine(near.port)
    yield near.command(between.port)
    between.close()


def programs(home: Path) -> list[int]:
    """Every process whose folders are this learner's."""
    mark = f"TUTOR_DATA={home / 'data'}".encode()
    found = []
    for each in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark in each.read_bytes():
                found.append(int(each.parent.name))
        except OSError:
            continue
    return found


def test_a_check_passes_over_ssh(person: Seat, line: list[str]) -> None:
    seated = person("start/steps/double", size=(120, 30), through=line, host="whole")
    seated.until("def double")
    seated.press("\x1b[1;5F" + "\r" + "def double(x):\r" + "return x * 2\r")
    seated.until("return x")
    seated.press(CHECK)
    seated.until("Passed")


def test_a_dropped_line_keeps_the_draft_and_leaves_nothing_running(person: Seat, line: list[str]) -> None:
    seated = person("start/steps/double", size=(120, 30), through=line)
    seated.until("def double")
    seated.press("MARK")
    seated.until("MARK")
    running = [pid for pid in programs(seated.home) if pid != seated.child.pid]
    assert running
    os.kill(seated.child.pid, signal.SIGKILL)
    assert all_gone(running)
    with sqlite3.connect(seated.home / "data" / "progress.db") as db:
        assert "MARK" in str(db.execute("SELECT text FROM draft").fetchall())


def draft(seated: Person) -> str:
    with sqlite3.connect(seated.home / "data" / "progress.db") as db:
        return "".join(row[0] for row in db.execute("SELECT text FROM draft"))


def test_a_key_whose_bytes_come_apart_types_nothing(person: Seat, slow_line: list[str]) -> None:
    """Each key is cut at each place, the rest coming later, as lag does it; so are the marks around a paste."""
    seated = person("start/steps/double", size=(120, 30), through=slow_line, host="bare")
    seated.until("def double")
    seated.press("\x1b[1;5F# typed\r")
    seated.until("# typed")
    splits = [(key, at) for key in HARMLESS for at in range(1, len(key))]
    for key, at in splits:
        seated.press(key[:at])
        seated.read(0.12)  # longer than most keys take, and shorter than the delay after which Esc is Esc
        seated.press(key[at:])
        seated.read(0.02)
    seated.press("\x1b[1;5F")
    marks = "\x1b[200~", "\x1b[201~"
    for at in range(1, 6):
        for part in (marks[0][:at], marks[0][at:], PASTED + "\r", marks[1][:at], marks[1][at:]):
            seated.press(part)
            seated.read(0.12)
    seated.until("(?s)(# pasted.*){5}")
    seated.press("\x11")
    assert seated.ended() == 0
    assert draft(seated) == STARTER + "# typed\n" + 5 * f"{PASTED}\n"


def test_a_line_that_ends_mid_word_saves_and_ends_cleanly(person: Seat, near: Server) -> None:
    between = SlowLine(near.port)
    seated = person("start/steps/double", size=(80, 24), through=near.command(between.port))
    seated.until("Write it")
    seated.press("\x0f")
    seated.until("def double")
    seated.press("MARK")
    seated.until("MARK")
    running = [pid for pid in programs(seated.home) if pid != seated.child.pid]
    assert running
    between.close()
    assert all_gone(running)
    assert "MARK" in draft(seated)


def test_twenty_keys_at_ten_a_second_take_few_bytes_of_a_slow_line(person: Seat, slow_line: list[str]) -> None:
    seated = person("start/steps/double", size=(80, 24), through=slow_line)
    seated.until("Write it")
    seated.press("\x0f")
    seated.until("def double")
    seated.until(" cpu ")  # the host has started, and what it found is told
    seated.press("\x1b[1;5F")
    seated.read(1.0)
    before = seated.received
    for letter in "qwertyuiopasdfghjklz":
        seated.press(letter)
        seated.read(0.1)
    seated.until("qwertyuiopasdfghjklz")
    assert seated.received - before <= 20 * 150
