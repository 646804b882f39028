"""Opening the progress file: made, checked, brought up to date, and set aside when it is damaged. *Screen side.*

All of it happens under one lock file, so that two sessions that start together make one file, and a damaged file is set
aside once.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tutor.progress.faults import ProgressError, is_damage, told
from tutor.progress.migrations import migrate

BUSY_SECONDS = 5.0


@dataclass(frozen=True)
class Opened:
    """An open progress file. `notice` is what the learner must be told, if anything."""

    connection: sqlite3.Connection
    notice: str | None = None


def open_file(path: Path) -> Opened:
    """Open the progress file at `path`, which is made with its folder if it isn't there. Raises ProgressError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _only_one(path.with_suffix(".lock")):
            try:
                return Opened(_prepared(path))
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise
                kept = set_aside(path)
                notice = f"{path}: the progress file was damaged; it is kept as {kept.name}, and a new one was begun"
                return Opened(_prepared(path), notice)
    except (sqlite3.Error, OSError) as error:
        raise told(error, path) from error


def open_memory() -> Opened:
    """A progress file that is kept nowhere, for when there is no place to keep one."""
    connection = _connected(":memory:")
    migrate(connection, None)
    return Opened(connection)


def set_aside(path: Path) -> Path:
    """Rename the file at `path`, and what SQLite keeps beside it, so that it is out of the way; return the new path."""
    stamp = datetime.now().strftime("%Y-%m-%d-%H%M%S")
    kept = path.with_name(f"{path.stem}.damaged-{stamp}-{os.getpid()}{path.suffix}")
    path.rename(kept)
    for ending in ("-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + ending).rename(kept.with_name(kept.name + ending))
    return kept


def faults_of(connection: sqlite3.Connection) -> list[str]:
    """What SQLite finds wrong in the file, in its own words; empty when all is well."""
    rows = [str(row[0]) for row in connection.execute("PRAGMA quick_check(3)")]
    return [] if rows == ["ok"] else rows


def _prepared(path: Path) -> sqlite3.Connection:
    connection = _connected(path)
    try:
        if faults_of(connection):
            damage = sqlite3.DatabaseError("quick_check found faults")
            damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise damage
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        migrate(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _connected(target: Path | str) -> sqlite3.Connection:
    # Transactions are begun by hand; the store lets one thread in at a time.
    connection = sqlite3.connect(target, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


@contextlib.contextmanager
def _only_one(lock: Path) -> Iterator[None]:
    import fcntl

    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        until = time.monotonic() + BUSY_SECONDS
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise ProgressError(f"{lock}: another tutor is still opening its progress; try again") from None
                time.sleep(0.01)
            except OSError:
                break  # a network folder without locks: SQLite's own must do
        yield
    finally:
        os.close(descriptor)
