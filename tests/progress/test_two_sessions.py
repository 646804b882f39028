"""Two sessions on one file, and sessions that are killed, lose nothing."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

from tests.progress.conftest import ADDRESS
from tutor.progress.store import Store

# Saves one numbered draft after another, and prints a number once its draft is saved.
WRITER = """
import sys
from pathlib import Path
from tutor.progress.store import Store
store = Store(Path(sys.argv[1]))
number = 0
while True:
    store.save_draft("tensors/broadcasting/stretch", f"{number}:" + "x" * 20_000)
    print(number, flush=True)
    number += 1
"""

# Records its share of attempts at one address.
RECORDER = """
import sys
from pathlib import Path
from types import SimpleNamespace
from tutor.progress.store import Store
with Store(Path(sys.argv[1])) as store:
    for _ in range(50):
        verdict = SimpleNamespace(exercise="tensors/broadcasting/stretch", verdict="failed", stage=None,
                                  mistake=None, seed=1, seconds=0.1, replay=None)
        store.record(verdict, "x")
        store.take_hint("tensors/broadcasting/stretch", 1)
"""


def test_what_was_saved_survives_kill(path: Path) -> None:
    """A draft whose saving returned is there after SIGKILL in the midst of the next, and the file is sound."""
    with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(40)]
        os.kill(process.pid, signal.SIGKILL)
        said += process.stdout.readlines()
    last = int([line for line in said if line.endswith("\n")][-1])
    with Store(path) as store:
        text = store.draft(ADDRESS) or ""
        number, _, body = text.partition(":")
        assert int(number) in (last, last + 1)
        assert body == "x" * 20_000
        assert store.faults() == []


def test_two_processes_that_write_at_once(path: Path) -> None:
    """Two sessions that start together on a file that isn't there yet keep every attempt of both."""
    both = [subprocess.Popen([sys.executable, "-c", RECORDER, str(path)]) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    with Store(path) as store:
        assert store.attempts(ADDRESS) == 100
        assert store.faults() == []


def test_five_programs_that_start_at_once_on_an_old_file(path: Path) -> None:
    """One of them brings the file up to date, the others wait; what was there and what is new is all kept."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as file:
        file.executescript((Path(__file__).parent / "version_1.sql").read_text())
    recorder = RECORDER.replace("range(50)", "range(10)")
    five = [subprocess.Popen([sys.executable, "-c", recorder, str(path)]) for _ in range(5)]
    assert [process.wait() for process in five] == [0] * 5
    with Store(path) as store:
        assert store.attempts(ADDRESS) == 51
        assert store.draft(ADDRESS) == "def stretch(x, shape):"
        assert store.faults() == []


def test_threads_share_a_store(store: Store) -> None:
    """A screen may save from a worker thread while it reads in its own."""

    def write(name: str) -> None:
        for number in range(30):
            store.save_draft(f"a/b/{name}", str(number))

    threads = [threading.Thread(target=write, args=(name,)) for name in "pqr"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [store.draft(f"a/b/{name}") for name in "pqr"] == ["29", "29", "29"]


def test_another_sessions_draft_is_set_aside(path: Path) -> None:
    """The later text wins, and the one it replaced unread is kept."""
    with Store(path) as first, Store(path) as second:
        first.save_draft(ADDRESS, "from the first")
        assert second.save_draft(ADDRESS, "from the second") is True
        assert second.draft(ADDRESS) == "from the second"
        assert second.drafts_set_aside(ADDRESS) == ["from the first"]


def test_a_draft_that_was_read_is_simply_continued(path: Path) -> None:
    """Coming back the next day is no conflict, nor is typing on."""
    with Store(path) as first:
        first.save_draft(ADDRESS, "yesterday")
    with Store(path) as second:
        assert second.draft(ADDRESS) == "yesterday"
        assert second.save_draft(ADDRESS, "today") is False
        assert second.save_draft(ADDRESS, "today, more") is False
        assert second.drafts_set_aside(ADDRESS) == []


def test_two_sessions_that_take_turns_keep_one_text_each(path: Path) -> None:
    """However often two sessions overwrite each other, each one's last text is there, and the file stays small."""
    with Store(path) as first, Store(path) as second:
        for number in range(20):
            first.save_draft(ADDRESS, f"first {number}")
            second.save_draft(ADDRESS, f"second {number}")
        assert second.draft(ADDRESS) == "second 19"
        assert second.drafts_set_aside(ADDRESS) == ["first 19", "second 18"]
