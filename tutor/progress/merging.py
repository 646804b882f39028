"""Joining an archive to what a progress file holds: nothing is lost, nothing doubled. *Screen side.*

Attempts and reviews are united by their names. Of two states of an exercise the better one stays: a pass without giving
up before anything else, the earlier of two passes. Of two drafts the newer one; the other is kept aside. Joining the
same archive again changes nothing. Each function is part of a transaction.
"""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass
from typing import Any

from tutor.progress import review_rows
from tutor.progress.archive import Data
from tutor.progress.review import Rating


@dataclass
class Joined:
    """What was new in an archive."""

    exercises: int = 0
    passes: int = 0
    attempts: int = 0
    reviews: int = 0
    drafts: int = 0
    set_aside: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether everything was known already."""
        return self == Joined()


def join(db: sqlite3.Connection, courses: list[Data]) -> Joined:
    """Join the courses of an archive to the file."""
    joined = Joined()
    for course in courses:
        db.execute("INSERT OR IGNORE INTO course (identity) VALUES (?)", (course["identity"],))
        row, place = db.execute("SELECT id, place FROM course WHERE identity = ?", (course["identity"],)).fetchone()
        if place is None:
            db.execute("UPDATE course SET place = ? WHERE id = ?", (course["place"], row))
        for work in course["work"]:
            _join_work(db, row, work, joined)
        for test in course["test_outs"]:
            _join_test_out(db, row, test)
        review_rows.note_first_passes(db, row)
    return joined


def _join_work(db: sqlite3.Connection, course: int, work: Data, joined: Joined) -> None:
    made = db.execute("INSERT OR IGNORE INTO work (course, address) VALUES (?, ?)", (course, work["address"]))
    joined.exercises += made.rowcount
    query = "SELECT id, passed_at, given_up_at FROM work WHERE course = ? AND address = ?"
    row, passed_at, given_up_at = db.execute(query, (course, work["address"])).fetchone()
    joined.passes += passed_at is None and work["passed_at"] is not None
    mine, theirs = (passed_at, given_up_at), (work["passed_at"], work["given_up_at"])
    passed, given_up = better(mine, theirs)
    db.execute(
        "UPDATE work SET passed_at = ?, given_up_at = ?, hints = max(hints, ?), passed_with = coalesce(passed_with, ?),"
        " replay = CASE WHEN ?1 IS NULL THEN coalesce(replay, ?) END, posed_seed = coalesce(posed_seed, ?)"
        " WHERE id = ?",
        (passed, given_up, work["hints"], work["passed_with"], work["replay"], work["posed_seed"], row),
    )
    for one in work["attempts"]:
        joined.attempts += db.execute(
            "INSERT OR IGNORE INTO attempt"
            " (uid, work, made_at, outcome, stage, mistake, seed, seconds, source, fingerprint)"
            " VALUES (:uid, :work, :made_at, :outcome, :stage, :mistake, :seed, :seconds, :source, :fingerprint)",
            {**one, "work": row},
        ).rowcount
    for one in work["reviews"]:
        known = db.execute("SELECT 1 FROM review WHERE uid = ?", (one["uid"],)).fetchone()
        if known is None:
            review_rows.add(db, row, one["uid"], one["made_at"], Rating(one["rating"]), one["seconds"])
            joined.reviews += 1
    for one in work["reread"]:
        review_rows.note_reread(db, row, one["mistake"], one["read_at"])
    if work["draft"] is not None:
        _join_draft(db, row, work["draft"], joined)
    for one in work["set_aside"]:
        joined.set_aside += _set_aside(db, row, one["text"], one["saved_at"])


State = tuple[float | None, float | None]  # when it was passed, when it was given up


def better(one: State, other: State) -> State:
    """The better of two states of an exercise, in whichever order they are given."""
    passes = [passed for passed, _ in (one, other) if passed is not None]
    passed = min(passes, default=None)
    if any(each[0] is not None and each[1] is None for each in (one, other)):
        return passed, None
    return passed, min((given_up for _, given_up in (one, other) if given_up is not None), default=None)


def _join_draft(db: sqlite3.Connection, work: int, draft: Data, joined: Joined) -> None:
    known = db.execute("SELECT text, saved_at, revision FROM draft WHERE work = ?", (work,)).fetchone()
    if known is not None and known[0] == draft["text"]:
        return
    if known is not None and known[1] >= draft["saved_at"]:
        joined.set_aside += _set_aside(db, work, draft["text"], draft["saved_at"])
        return
    if known is not None:
        joined.set_aside += _set_aside(db, work, known[0], known[1])
    # As if another session had written it: one that has this draft open sets it aside before it writes over it.
    db.execute(
        "INSERT OR REPLACE INTO draft (work, text, line, character, session, revision, saved_at)"
        " VALUES (?, ?, ?, ?, 'import', ?, ?)",
        (
            *(work, draft["text"], draft["line"], draft["character"]),
            *(1 if known is None else known[2] + 1, draft["saved_at"]),
        ),
    )
    joined.drafts += 1


def _set_aside(db: sqlite3.Connection, work: int, text: str, saved_at: float) -> int:
    """Keep `text` beside the draft, unless it is there already; how many were added."""
    known = db.execute("SELECT 1 FROM draft_set_aside WHERE work = ? AND text = ?", (work, text))
    if known.fetchone() is not None:
        return 0
    name = "import-" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
    db.execute(
        "INSERT OR REPLACE INTO draft_set_aside (work, session, text, saved_at) VALUES (?, ?, ?, ?)",
        (work, name, text, saved_at),
    )
    return 1


def _join_test_out(db: sqlite3.Connection, course: int, test: Data) -> None:
    known: Any = db.execute(
        "SELECT passed_at FROM test_out WHERE course = ? AND chapter = ?", (course, test["chapter"])
    ).fetchone()
    if known is not None and (known[0] is not None or test["passed_at"] is None):
        if known[0] is not None and test["passed_at"] is not None and test["passed_at"] < known[0]:
            db.execute(
                "UPDATE test_out SET passed_at = ? WHERE course = ? AND chapter = ?",
                (test["passed_at"], course, test["chapter"]),
            )
        return
    db.execute("DELETE FROM test_out WHERE course = ? AND chapter = ?", (course, test["chapter"]))
    db.execute(
        "INSERT INTO test_out (course, chapter, begun_at, passed_at) VALUES (?, ?, ?, ?)",
        (course, test["chapter"], test["begun_at"], test["passed_at"]),
    )
    for place, one in enumerate(test["exercises"]):
        db.execute(
            "INSERT INTO test_out_exercise (course, chapter, place, address, hints) VALUES (?, ?, ?, ?, ?)",
            (course, test["chapter"], place, one["address"], one["hints"]),
        )
