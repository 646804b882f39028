"""Protects what is owed however the program ends: the draft kept, the terminal restored, nothing left running."""

from __future__ import annotations

import os
import signal
import sqlite3
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.screen.conftest import Opening
from tests.screen.material import Person
from tutor.progress.store import Store
from tutor.runner.scratch import PREFIX

Seat = Callable[..., Person]
RUN, ESCAPE, FIRST, LAST = "\x05", "\x1b", "\x1b[1;5H", "\x1b[1;5F"
LEFT_WHOLE_SCREEN = b"\x1b[?1049l"


def writing(person: Seat, **more: object) -> Person:
    """Someone who has just typed something, less than half a second ago."""
    seated = person("start/steps/double", size=(120, 30), **more)
    seated.until("def double")
    seated.press("MARK")
    seated.until("MARK")
    return seated


def reading_until(people: list[Person], reached: Callable[[], bool], seconds: float = 60.0) -> None:
    """Read what they are shown until `reached`."""
    end = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < end, "\n".join(one.text for one in people)
        for one in people:
            one.read()


def run_endlessly(people: list[Person], scratch: Path) -> None:
    """Have each run a loop, and wait until all of them do."""
    for one in people:
        one.press(FIRST + "#" + LAST + "open('begun', 'w')\rwhile True: pass\r" + RUN)
    reading_until(people, lambda: len(list(scratch.glob(f"{PREFIX}*/run-*/begun"))) == len(people))


def draft(seated: Person) -> str:
    with sqlite3.connect(seated.home / "data" / "progress.db") as db:
        return "\n".join(str(row[0]) for row in db.execute("SELECT text FROM draft"))


def descendants(pid: int) -> list[int]:
    """Every process below `pid`."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found += [child, *descendants(child)]
    return found


def all_gone(pids: list[int], seconds: float = 20.0) -> bool:
    end = time.monotonic() + seconds
    while any(Path(f"/proc/{pid}").exists() and "Z" not in state(pid) for pid in pids):
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "Z"


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_saves_restores_and_ends_everything(person: Seat, number: signal.Signals) -> None:
    seated = writing(person)
    modes = termios.tcgetattr(seated.child.child_fd)
    assert not modes[3] & termios.ECHO
    reading_until([seated], lambda: descendants(seated.child.pid) != [])
    below = descendants(seated.child.pid)  # the host, which imports by now
    os.kill(seated.child.pid, number)
    assert seated.ended() == 128 + number
    assert "MARK" in draft(seated)
    assert LEFT_WHOLE_SCREEN in seated.tail
    assert b"Traceback" not in seated.tail
    assert all_gone(below)


@pytest.mark.parametrize("in_mid_run", [False, True])
def test_killed_outright_it_leaves_no_process_and_the_next_one_sweeps(
    person: Seat, in_mid_run: bool, tmp_path: Path
) -> None:
    seated = writing(person, XDG_RUNTIME_DIR=str(tmp_path))
    if in_mid_run:
        run_endlessly([seated], tmp_path)
    reading_until([seated], lambda: descendants(seated.child.pid) != [])
    below = descendants(seated.child.pid)
    os.kill(seated.child.pid, signal.SIGKILL)
    assert seated.ended() == -signal.SIGKILL
    assert all_gone(below)
    (left,) = tmp_path.glob(f"{PREFIX}*")
    again = person("start/steps/double", size=(120, 30), XDG_RUNTIME_DIR=str(tmp_path))
    again.until("def double")
    reading_until([again], lambda: not left.exists())


def test_two_screens_at_once_do_not_meet(person: Seat, tmp_path: Path) -> None:
    """Both run at the same time, in scratch folders of their own; one is killed, and the other goes on."""
    first, second = (writing(person, XDG_RUNTIME_DIR=str(tmp_path)) for _ in range(2))
    run_endlessly([first, second], tmp_path)
    below = descendants(first.child.pid)
    os.kill(first.child.pid, signal.SIGKILL)
    assert first.ended() == -signal.SIGKILL
    assert all_gone(below)
    second.until("running…")
    second.press(ESCAPE)
    second.until("Stopped")
    second.press("STILL")
    second.until("STILL")


def test_quitting_saves_what_was_typed_last(person: Seat) -> None:
    seated = writing(person)
    seated.press("\x11")
    assert seated.ended() == 0
    assert "MARK" in draft(seated)
    assert LEFT_WHOLE_SCREEN in seated.tail


def test_the_terminal_gone_with_hangups_ignored_ends_instead_of_spinning(person: Seat) -> None:
    seated = writing(person, ignore_hangup=True)
    below = descendants(seated.child.pid)
    # Not by its number: that is closed again at the end, when it may be another file's.
    seated.child.ptyproc.fileobj.close()
    assert seated.child.wait() == 129
    assert "MARK" in draft(seated)
    assert all_gone(below)


async def test_a_fault_of_ours_loses_nothing(opened: Opening, store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        async with opened("start/steps/double") as pilot:
            await pilot.press("tab", "tab", *"MARK")

            def fail() -> None:
                _ = 1 / 0

            pilot.app.call_later(fail)
            await pilot.pause()
    assert "MARK" in (store.draft("start/steps/double") or "")
