"""Drafts in the progress file, and what is done when two sessions write the same one. *Screen side.*

The latest text wins, as it does in any editor; but a text that another session wrote, and that this one never read, is
set aside before it is replaced, so nothing that was typed is lost. Called inside the store's transactions.
"""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass

# Of each draft, so many other sessions' texts are kept.
SET_ASIDE_KEPT = 5


@dataclass(frozen=True)
class Draft:
    """One draft as it stands in the file."""

    work: int
    text: str
    cursor: tuple[int, int]
    session: str
    revision: int


@dataclass(frozen=True)
class Written:
    """A draft was saved as `revision`; `set_aside`: another session's text was kept elsewhere."""

    revision: int
    set_aside: bool


def read(db: sqlite3.Connection, work: int | None) -> Draft | None:
    """The draft of `work`, or None."""
    row = db.execute(
        "SELECT work, text, line, character, session, revision FROM draft WHERE work = ?", (work,)
    ).fetchone()
    return None if row is None else Draft(row[0], row[1], (row[2], row[3]), row[4], row[5])


def write(
    db: sqlite3.Connection, work: int, text: str, cursor: tuple[int, int], session: str, seen: int | None
) -> Written:
    """Save `text` for `session`, which last read or wrote the draft at revision `seen`."""
    before = read(db, work)
    unseen = before is not None and before.session != session and before.revision != seen
    if before is not None and unseen and before.text != text:
        db.execute(
            "INSERT OR REPLACE INTO draft_set_aside (work, session, text, saved_at) VALUES (?, ?, ?, ?)",
            (work, before.session, before.text, time.time()),
        )
        db.execute(
            "DELETE FROM draft_set_aside WHERE work = ? AND session NOT IN"
            " (SELECT session FROM draft_set_aside WHERE work = ? ORDER BY saved_at DESC LIMIT ?)",
            (work, work, SET_ASIDE_KEPT),
        )
    revision = 1 if before is None else before.revision + 1
    db.execute(
        "INSERT OR REPLACE INTO draft (work, text, line, character, session, revision, saved_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (work, text, *cursor, session, revision, time.time()),
    )
    return Written(revision, before is not None and unseen and before.text != text)


def set_aside(db: sqlite3.Connection, work: int | None) -> list[str]:
    """Other sessions' texts of `work`, newest first."""
    rows = db.execute("SELECT text FROM draft_set_aside WHERE work = ? ORDER BY saved_at DESC", (work,))
    return [row[0] for row in rows]


def move(db: sqlite3.Connection, source: int, target: int) -> None:
    """Give `target` the draft of `source`; where both have one, that of `target` stays and the other is set aside."""
    db.execute(
        "INSERT OR REPLACE INTO draft_set_aside (work, session, text, saved_at)"
        " SELECT ?, session, text, saved_at FROM draft WHERE work = ? AND EXISTS (SELECT 1 FROM draft WHERE work = ?)",
        (target, source, target),
    )
    db.execute("UPDATE OR IGNORE draft SET work = ? WHERE work = ?", (target, source))
    db.execute("UPDATE OR IGNORE draft_set_aside SET work = ? WHERE work = ?", (target, source))
