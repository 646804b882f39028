"""Test-outs in the progress file: begun, looked up, completed. *Screen side.*

Each function is part of a transaction that `Store` holds open; `course` is the course's row.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Mapping

from tutor.progress.testing_out import TestOut


def begin(db: sqlite3.Connection, course: int, chapter: str, works: Mapping[str, int]) -> None:
    """Begin a test-out of `chapter`, in place of one begun before; `works` are its exercises' rows by address."""
    db.execute("DELETE FROM test_out WHERE course = ? AND chapter = ?", (course, chapter))
    db.execute(
        "INSERT INTO test_out (course, chapter, begun_at) VALUES (?, ?, ?)",
        (course, chapter, time.time()),
    )
    for place, (address, work) in enumerate(works.items()):
        db.execute(
            "INSERT INTO test_out_exercise (course, chapter, place, address, hints)"
            " SELECT ?, ?, ?, ?, hints FROM work WHERE id = ?",
            (course, chapter, place, address, work),
        )


def stop(db: sqlite3.Connection, course: int, chapter: str) -> None:
    """Forget a test-out that was not passed."""
    db.execute("DELETE FROM test_out WHERE course = ? AND chapter = ? AND passed_at IS NULL", (course, chapter))


def find(db: sqlite3.Connection, course: int, chapter: str) -> TestOut | None:
    """The test-out of `chapter` that was begun last, or None."""
    found = db.execute(
        "SELECT begun_at, passed_at FROM test_out WHERE course = ? AND chapter = ?", (course, chapter)
    ).fetchone()
    if found is None:
        return None
    rows = db.execute(
        "SELECT part.address, EXISTS (SELECT 1 FROM attempt WHERE attempt.work = work.id"
        " AND outcome = 'passed' AND made_at >= ?1), work.hints > part.hints OR coalesce(given_up_at >= ?1, 0)"
        " FROM test_out_exercise AS part JOIN work ON work.course = part.course AND work.address = part.address"
        " WHERE part.course = ?2 AND chapter = ?3 ORDER BY place",
        (found[0], course, chapter),
    ).fetchall()
    return TestOut(
        chapter,
        tuple(row[0] for row in rows),
        frozenset(row[0] for row in rows if row[1]),
        frozenset(row[0] for row in rows if row[2]),
        *found,
    )


def complete(db: sqlite3.Connection, course: int, now: float) -> None:
    """Keep of every open test-out whose exercises are all passed that it is passed."""
    query = "SELECT chapter FROM test_out WHERE course = ? AND passed_at IS NULL"
    for (chapter,) in db.execute(query, (course,)).fetchall():
        found = find(db, course, chapter)
        if found is not None and found.is_open and found.following is None:
            db.execute("UPDATE test_out SET passed_at = ? WHERE course = ? AND chapter = ?", (now, course, chapter))


def rename_exercise(db: sqlite3.Connection, course: int, old: str, new: str) -> None:
    """Carry an exercise over to its new address."""
    db.execute("UPDATE test_out_exercise SET address = ? WHERE course = ? AND address = ?", (new, course, old))


def rename_chapter(db: sqlite3.Connection, course: int, old: str, new: str) -> None:
    """Carry a chapter's test-out over to its new id, unless that has one already."""
    db.execute("UPDATE OR IGNORE test_out SET chapter = ? WHERE course = ? AND chapter = ?", (new, course, old))
