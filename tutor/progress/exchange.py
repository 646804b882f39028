"""Exporting and importing, and taking away what can be brought back: the store's part of it. *Screen side.*"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

from tutor.progress import archive, tables
from tutor.progress.archive import Data
from tutor.progress.merging import Joined, join
from tutor.progress.store import Store

KEPT_DAYS = 30  # what a reset takes away can be brought back for so long
_FOLDER = "folder:"


class _NotMeant(Exception):
    """Ends a transaction that was only to show what it would do."""


@dataclass(frozen=True)
class Removed:
    """What a reset took away: of `what` ("" for the whole course), and how much."""

    what: str
    removed_at: float
    exercises: int
    passes: int
    attempts: int
    drafts: int


def export_text(store: Store, program: str, now: float | None = None) -> str:
    """Everything the progress file holds, of all courses, as the text of an export."""
    with store.transaction() as (db, _):
        courses = tables.courses(lambda name: tables.rows_of(db, name))
    return archive.written(courses, time.time() if now is None else now, program)


def import_data(store: Store, data: bytes, identity: str, *, dry_run: bool = False) -> Joined:
    """Join the export `data` to what is kept, all of it or nothing; `identity` is the course in use.

    Raises archive.ArchiveError for what is no export.
    """
    courses = at_home(archive.read(data), identity)
    joined = Joined()
    try:
        with store.transaction() as (db, _):
            joined = join(db, courses)
            if dry_run:
                raise _NotMeant
    except _NotMeant:
        pass
    return joined


def at_home(courses: Iterable[Data], identity: str) -> list[Data]:
    """`courses`, where one that is known by its folder lies elsewhere on this machine under the same name."""
    if not identity.startswith(_FOLDER):
        return list(courses)
    name = PurePath(identity.removeprefix(_FOLDER)).name
    return [
        {**course, "identity": identity}
        if course["identity"].startswith(_FOLDER) and PurePath(course["identity"].removeprefix(_FOLDER)).name == name
        else course
        for course in courses
    ]


def folders_elsewhere(data: bytes, identity: str) -> list[str]:
    """The folders of courses in the export `data` that are known by them, and that aren't on this machine."""
    places = [
        course["identity"].removeprefix(_FOLDER)
        for course in at_home(archive.read(data), identity)
        if course["identity"].startswith(_FOLDER) and course["work"]
    ]
    return sorted({place for place in places if not Path(place).is_dir()})


def what_would_go(store: Store, address: str) -> Removed:
    """What `remove` would take away."""
    with store.transaction() as (db, course):
        return _counted(_collected(db, course, address), address, time.time())


def remove(store: Store, address: str, now: float | None = None) -> Removed:
    """Take away what is kept under `address` (a chapter, a lesson, an exercise; "" is everything) of this course.

    It is kept for KEPT_DAYS and can be brought back by `bring_back`.
    """
    now = time.time() if now is None else now
    with store.transaction() as (db, course):
        forget_old(db, now)
        found = _collected(db, course, address)
        removed = _counted(found, address, now)
        if removed.exercises or found["test_outs"]:
            db.execute(
                "INSERT INTO removed (course, removed_at, what, kept) VALUES (?, ?, ?, ?)",
                (course, now, address, json.dumps(found)),
            )
        for work in found["work"]:
            db.execute("DELETE FROM work WHERE course = ? AND address = ?", (course, work["address"]))
        for test in found["test_outs"]:
            db.execute("DELETE FROM test_out WHERE course = ? AND chapter = ?", (course, test["chapter"]))
        if not address:
            db.execute("UPDATE course SET place = NULL WHERE id = ?", (course,))
    return removed


def bring_back(store: Store) -> Removed | None:
    """Join what the latest reset of this course took away to what is kept now; None if nothing is left of any."""
    with store.transaction() as (db, course):
        forget_old(db, time.time())
        row = db.execute(
            "SELECT id, what, kept, removed_at FROM removed WHERE course = ? ORDER BY removed_at DESC, id DESC LIMIT 1",
            (course,),
        ).fetchone()
        if row is None:
            return None
        kept = json.loads(row[2])
        join(db, [kept])
        db.execute("DELETE FROM removed WHERE id = ?", (row[0],))
        return _counted(kept, row[1], row[3])


def forget_old(db: sqlite3.Connection, now: float) -> None:
    """Forget what was taken away too long ago."""
    db.execute("DELETE FROM removed WHERE removed_at < ?", (now - KEPT_DAYS * 86400.0,))


def _collected(db: sqlite3.Connection, course: int, address: str) -> Data:
    every = tables.courses(lambda name: tables.rows_of(db, name))
    identity = db.execute("SELECT identity FROM course WHERE id = ?", (course,)).fetchone()[0]
    found = next(one for one in every if one["identity"] == identity)
    work = [one for one in found["work"] if is_under(one["address"], address)]
    chapter = [test for test in found["test_outs"] if address in ("", test["chapter"])]
    return {**found, "work": work, "test_outs": chapter}


def is_under(address: str, place: str) -> bool:
    """Whether `address` is `place`, or belongs to it; everything belongs to ""."""
    return not place or address == place or address.startswith((f"{place}/", f"{place}#"))


def _counted(course: Data, what: str, removed_at: float) -> Removed:
    work = course["work"]
    return Removed(
        what,
        removed_at,
        sum("#" not in one["address"] for one in work),
        sum(one["passed_at"] is not None for one in work),
        sum(len(one["attempts"]) for one in work),
        sum(one["draft"] is not None for one in work),
    )
