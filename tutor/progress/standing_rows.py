"""How a course's exercises stand, as rows of the progress file; read by `Store`, or at a glance. *Screen side.*"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Collection
from pathlib import Path

from tutor.progress.journal import is_on_network
from tutor.progress.migrations import APPLICATION_ID, STEPS

# By address: when it was passed, when given up (seconds since 1970, or None). What was never touched isn't there.
Rows = dict[str, tuple[float | None, float | None]]


class Glance:
    """What is read at a glance: `rows`, the chapters `tested_out` and when, and the `place` that was open last."""

    def __init__(self, rows: Rows, tested_out: dict[str, float], place: str | None) -> None:
        self.rows = rows
        self.tested_out = tested_out
        self.place = place


def standings(db: sqlite3.Connection, course: int, address: str | None = None) -> Rows:
    """How every exercise and page of `course` (its row) that was touched stands, or only the one at `address`."""
    found = db.execute(
        "SELECT address, passed_at, given_up_at FROM work"
        " WHERE course = ? AND address = coalesce(?, address) AND (passed_at NOTNULL OR given_up_at NOTNULL"
        " OR hints > 0 OR EXISTS (SELECT 1 FROM draft WHERE draft.work = work.id)"
        " OR EXISTS (SELECT 1 FROM attempt WHERE attempt.work = work.id AND outcome != 'unjudged'))",
        (course, address),
    )
    return {row[0]: (row[1], row[2]) for row in found}


def tested_out(db: sqlite3.Connection, course: int) -> dict[str, float]:
    """The chapters of `course` that were tested out, and when."""
    found = db.execute("SELECT chapter, passed_at FROM test_out WHERE course = ? AND passed_at NOTNULL", (course,))
    return {str(chapter): float(when) for chapter, when in found}


def place(db: sqlite3.Connection, course: int) -> str | None:
    """The address that was open last, or None."""
    found = db.execute("SELECT place FROM course WHERE id = ?", (course,)).fetchone()
    return None if found is None or found[0] is None else str(found[0])


def glance(path: Path, identity: str, known: Collection[str]) -> Glance | None:
    """What the progress file at `path` says of the course `identity`, whose addresses are `known`.

    None where there is more to do than to read: the file isn't there, can't be written, is of another version, damaged
    or in use, or keeps something under an address that is not known, as a former one. `Store` then does that, and tells
    it.
    """
    if path.with_suffix(".salvage").exists() or not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return None
    try:
        if _has_log(path) and is_on_network(path):
            return None
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=1)) as db:
            marks = [db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
            if marks != [APPLICATION_ID, len(STEPS)] or db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                return None
            found = db.execute("SELECT id FROM course WHERE identity = ?", (identity,)).fetchone()
            if found is None:
                return None
            addresses = db.execute("SELECT address FROM work WHERE course = ?", found)
            if any(str(address).partition("#")[0] not in known for (address,) in addresses):
                return None
            return Glance(standings(db, found[0]), tested_out(db, found[0]), place(db, found[0]))
    except (sqlite3.Error, OSError, ValueError):
        return None


def _has_log(path: Path) -> bool:
    """Whether SQLite keeps a log beside the file, as its header has it."""
    with path.open("rb") as file:
        return file.read(20)[18:19] == b"\2"
