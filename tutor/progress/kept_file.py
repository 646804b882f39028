"""The progress file of one sitting: opened, closed, read and written one transaction at a time. *Screen side.*"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tutor.progress.faults import told
from tutor.progress.opening import Opened, copied_at, faults_of, keep_copy, open_file, open_memory
from tutor.progress.places import progress_file


class KeptFile:
    """One course's part of the progress file. See `store.Store`, which is what others use."""

    def __init__(self, path: Path | None = None, course: str = "builtin") -> None:
        self._begin(open_file(path or progress_file()), path or progress_file(), course)

    @classmethod
    def in_memory(cls, course: str = "builtin", *, copy_of: Path | None = None, notice: str | None = None) -> Self:
        """A store that keeps nothing: for when there is no place to keep it, after saying so in `notice`.

        It begins with what the file `copy_of` holds, as far as that can be read.
        """
        store = cls.__new__(cls)
        store._begin(replace(open_memory(copy_of), notice=notice), None, course)
        return store

    def _begin(self, opened: Opened, path: Path | None, course: str) -> None:
        self.path = path
        self.notice = opened.notice
        self._db = opened.connection
        self._lock = threading.RLock()
        self._session = os.urandom(8).hex()
        self._has_written = False
        self._seen: dict[int, int] = {}  # the revision of each draft as this session last read or wrote it
        try:
            with self._writing():
                self._db.execute("INSERT OR IGNORE INTO course (identity) VALUES (?)", (course,))
            self._course = int(self._one("SELECT id FROM course WHERE identity = ?", course)[0])
            self._has_written = False  # nothing that anybody did
        except BaseException:
            self._db.close()
            raise

    def close(self) -> None:
        """Close the file, after a copy of what this sitting wrote. A store that is closed twice is no fault."""
        with self._lock:
            if self._has_written:
                self.keep_copy()
                self._has_written = False
            self._db.close()

    def keep_copy(self) -> None:
        """Copy the file beside itself, unless that was done within the hour."""
        if self.path is not None:
            with self._lock:
                keep_copy(self._db, self.path)

    def copied_at(self) -> float | None:
        """When the copy beside the file was made (seconds since 1970), or None if there is none."""
        return None if self.path is None else copied_at(self.path)

    def journal(self) -> str:
        """How SQLite keeps the file whole, in its own word: "wal", "delete"."""
        with self._reading():
            return str(self._one("PRAGMA journal_mode")[0])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def is_empty(self) -> bool:
        """Whether nothing is kept of any exercise, in any course."""
        with self._reading():
            return not self._one("SELECT EXISTS (SELECT 1 FROM work)")[0]

    def faults(self) -> list[str]:
        """What SQLite finds wrong in the file, a line each; empty when all is well."""
        with self._reading():
            return faults_of(self._db)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[tuple[sqlite3.Connection, int]]:
        """The file and this course's row, for one transaction: all of what is done there is kept, or nothing."""
        with self._writing():
            yield self._db, self._course

    def _find(self, address: str) -> int | None:
        found = self._db.execute(
            "SELECT id FROM work WHERE course = ? AND address = ?", (self._course, address)
        ).fetchone()
        return None if found is None else int(found[0])

    def _made(self, address: str) -> int:
        self._db.execute("INSERT OR IGNORE INTO work (course, address) VALUES (?, ?)", (self._course, address))
        return int(self._one("SELECT id FROM work WHERE course = ? AND address = ?", self._course, address)[0])

    def _one(self, query: str, *values: Any) -> tuple[Any, ...]:
        row: tuple[Any, ...] = self._db.execute(query, values).fetchone()
        return row

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        with self._lock:
            try:
                yield
            except sqlite3.Error as error:
                raise told(error, self.path or Path(":memory:")) from error

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        with self._reading():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
                self._has_written = True
            except BaseException:
                # SQLite has already rolled back by itself after some faults, a full disk among them.
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise


def new_uid() -> str:
    """A name that no other attempt or review has, on any machine."""
    return os.urandom(12).hex()
