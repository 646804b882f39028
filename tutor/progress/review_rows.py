"""Reviews in the progress file: how each went, and when what was passed comes back. *Screen side.*

Each function is part of a transaction that `Store` holds open; `course` is the course's row. `review` rows are only
ever added; `card` rows are worked out from them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from tutor.progress.review import DAY, Memory, Rating, first_rating, memory, to_learn


@dataclass(frozen=True)
class Kept:
    """What is known of one exercise that can come back. `seconds` is what its reviews took, None before the first.

    One that is not `is_learned` was given up, and is offered again until it is passed.
    """

    address: str
    memory: Memory
    reviews: int
    lapses: int
    lapsed_at: float | None
    seconds: float | None
    is_learned: bool = True


@dataclass(frozen=True)
class Repeated:
    """A known mistake that was made twice or more in one exercise, and whose page was not read again since."""

    address: str
    mistake: str
    times: int
    last_at: float


# Of what was given up and passed later, only what came after the pass tells of memory.
_COUNTS = "(work.given_up_at IS NULL OR review.made_at >= work.passed_at)"

# Of passes without a review, which were made by a version that had none, or brought by an import.
_UNREVIEWED = (
    "SELECT work.id, work.passed_at, work.hints,"
    " (SELECT max(made_at) FROM review WHERE review.work = work.id), work.given_up_at,"
    " (SELECT uid FROM attempt WHERE attempt.work = work.id AND outcome = 'passed' ORDER BY made_at, id LIMIT 1)"
    " FROM work WHERE course = ? AND passed_at NOTNULL"
    f" AND NOT EXISTS (SELECT 1 FROM review WHERE review.work = work.id AND {_COUNTS})"
)


def note_first_passes(db: sqlite3.Connection, course: int) -> None:
    """Rate every first pass that has no review yet."""
    for work, passed_at, hints, seen_at, given_up_at, uid in db.execute(_UNREVIEWED, (course,)).fetchall():
        failed, mistakes = db.execute(
            "SELECT count(*), count(DISTINCT mistake) FROM attempt"
            " WHERE work = ? AND outcome = 'failed' AND made_at <= ?",
            (work, passed_at),
        ).fetchone()
        # A solution that was looked at long before is no longer what the answer was written from.
        shown_at = None if given_up_at is None else max(given_up_at, seen_at or 0.0)
        given_up = shown_at is not None and shown_at <= passed_at < shown_at + DAY / 2
        rating = first_rating(failed=failed, hints=hints, mistakes=mistakes, given_up=given_up)
        # Named after the attempt: a pass that two machines know of is rated once.
        name = f"first-{uid or f'{passed_at:.6f}'}"
        add(db, work, name, passed_at, rating, 0.0)


def add(db: sqlite3.Connection, work: int, uid: str, made_at: float, rating: Rating, seconds: float) -> None:
    """Keep how one review went, unless it is kept already."""
    db.execute(
        "INSERT OR IGNORE INTO review (uid, work, made_at, rating, seconds) VALUES (?, ?, ?, ?, ?)",
        (uid, work, made_at, int(rating), seconds),
    )
    db.execute("DELETE FROM card WHERE work = ?", (work,))


def is_behind(db: sqlite3.Connection, course: int) -> bool:
    """Whether anything that was passed isn't scheduled yet."""
    found = db.execute(
        "SELECT EXISTS (SELECT 1 FROM work WHERE course = ? AND passed_at NOTNULL"
        " AND NOT EXISTS (SELECT 1 FROM card WHERE card.work = work.id))",
        (course,),
    ).fetchone()
    return bool(found[0])


def schedule(db: sqlite3.Connection, course: int) -> None:
    """Work out when everything that was passed comes back, where that isn't known."""
    note_first_passes(db, course)
    missing = db.execute(
        "SELECT id, address, passed_at FROM work WHERE course = ? AND passed_at NOTNULL"
        " AND NOT EXISTS (SELECT 1 FROM card WHERE card.work = work.id)",
        (course,),
    ).fetchall()
    for work, address, passed_at in missing:
        rows = db.execute(
            "SELECT review.made_at, rating FROM review JOIN work ON work.id = review.work"
            f" WHERE work = ? AND {_COUNTS}",
            (work,),
        )
        reviews = [(made_at, Rating(rating)) for made_at, rating in rows]
        # A damaged file may have the first pass under another time, or under another exercise: then it is all there is.
        found = memory(reviews or [(passed_at, Rating.GOOD)], address)
        db.execute(
            "INSERT INTO card (work, stability, difficulty, last_at, due_at) VALUES (?, ?, ?, ?, ?)",
            (work, found.stability, found.difficulty, found.last_at, found.due_at),
        )


def every(db: sqlite3.Connection, course: int) -> Iterator[Kept]:
    """Everything that comes back."""
    rows = db.execute(
        "SELECT address, stability, difficulty, last_at, due_at, count(review.uid), sum(rating = 1),"
        " max(CASE WHEN rating = 1 THEN made_at END), avg(nullif(seconds, 0))"
        " FROM work JOIN card ON card.work = work.id JOIN review ON review.work = work.id"
        f" WHERE course = ? AND {_COUNTS} GROUP BY work.id",
        (course,),
    )
    for address, stability, difficulty, last_at, due_at, reviews, lapses, lapsed_at, seconds in rows.fetchall():
        yield Kept(address, Memory(stability, difficulty, last_at, due_at), reviews, lapses, lapsed_at, seconds)
    for address, when, seen in given_up(db, course):
        yield Kept(address, to_learn(when, seen), len(seen), 0, None, None, is_learned=False)


def given_up(db: sqlite3.Connection, course: int) -> Iterator[tuple[str, float, list[float]]]:
    """What was given up and never passed: when, and when its solution was looked at again in a review."""
    rows = db.execute(
        "SELECT address, given_up_at, review.made_at FROM work LEFT JOIN review ON review.work = work.id"
        " WHERE course = ? AND given_up_at NOTNULL AND passed_at IS NULL ORDER BY work.id",
        (course,),
    ).fetchall()
    for (address, when), group in groupby(rows, key=lambda row: (row[0], row[1])):
        yield str(address), float(when), [float(row[2]) for row in group if row[2] is not None]


def spent_since(db: sqlite3.Connection, course: int, since: float) -> tuple[int, float]:
    """How many reviews were made since then, first passes left out, and how many seconds they took."""
    found = db.execute(
        "SELECT count(*), coalesce(sum(seconds), 0) FROM review JOIN work ON work.id = review.work"
        " WHERE course = ? AND review.made_at >= ? AND seconds > 0",
        (course, since),
    ).fetchone()
    return int(found[0]), float(found[1])


def repeated(db: sqlite3.Connection, course: int) -> list[Repeated]:
    """The mistakes that were recognised twice, in different answers, and whose page wasn't read again since."""
    rows = db.execute(
        "SELECT address, mistake, count(DISTINCT coalesce(source, attempt.id)) AS times, max(made_at) AS last_at"
        " FROM attempt JOIN work ON work.id = attempt.work"
        " WHERE course = ? AND mistake NOTNULL AND outcome = 'failed' AND made_at >"
        " coalesce((SELECT read_at FROM reread WHERE reread.work = work.id AND reread.mistake = attempt.mistake), 0)"
        " GROUP BY work.id, mistake HAVING times >= 2 ORDER BY last_at",
        (course,),
    )
    return [Repeated(*row) for row in rows]


def note_reread(db: sqlite3.Connection, work: int, mistake: str, read_at: float) -> None:
    """Keep that the page of this mistake was read again."""
    db.execute(
        "INSERT INTO reread (work, mistake, read_at) VALUES (?, ?, ?)"
        " ON CONFLICT (work, mistake) DO UPDATE SET read_at = max(read_at, excluded.read_at)",
        (work, mistake, read_at),
    )


def move(db: sqlite3.Connection, source: int, target: int) -> None:
    """Give `target` the reviews of `source`; both are scheduled anew."""
    db.execute("UPDATE review SET work = ? WHERE work = ?", (target, source))
    db.execute("UPDATE OR IGNORE reread SET work = ? WHERE work = ?", (target, source))
    db.execute("DELETE FROM card WHERE work IN (?, ?)", (source, target))
