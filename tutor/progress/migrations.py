"""The progress file's tables, version by version. *Screen side.*

A version that was once released is never edited: what changes comes as a next step. Before a step changes a file that
already holds a learner's work, a copy of it is made beside it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from tutor.language import _
from tutor.progress.faults import ProgressError

# "tuto": tells a progress file from any other SQLite file.
APPLICATION_ID = 0x7475746F

Step = tuple[str, ...]

VERSION_1: Step = (
    "CREATE TABLE course (id INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE, place TEXT)",
    # One row for each exercise, or page with a scratch editor, that a learner has touched.
    """CREATE TABLE work (
        id INTEGER PRIMARY KEY,
        course INTEGER NOT NULL REFERENCES course ON DELETE CASCADE,
        address TEXT NOT NULL,
        hints INTEGER NOT NULL DEFAULT 0,
        passed_at REAL,
        given_up_at REAL,
        replay TEXT,
        posed_seed INTEGER,
        UNIQUE (course, address)
    )""",
    """CREATE TABLE draft (
        work INTEGER PRIMARY KEY REFERENCES work ON DELETE CASCADE,
        text TEXT NOT NULL,
        line INTEGER NOT NULL,
        character INTEGER NOT NULL,
        session TEXT NOT NULL,
        revision INTEGER NOT NULL,
        saved_at REAL NOT NULL
    )""",
    # What another session had written when a draft was saved over it: its latest text.
    """CREATE TABLE draft_set_aside (
        work INTEGER NOT NULL REFERENCES work ON DELETE CASCADE,
        session TEXT NOT NULL,
        text TEXT NOT NULL,
        saved_at REAL NOT NULL,
        PRIMARY KEY (work, session)
    )""",
    """CREATE TABLE attempt (
        id INTEGER PRIMARY KEY,
        work INTEGER NOT NULL REFERENCES work ON DELETE CASCADE,
        made_at REAL NOT NULL,
        outcome TEXT NOT NULL CHECK (outcome IN ('passed', 'failed', 'unjudged')),
        stage TEXT,
        mistake TEXT,
        seed INTEGER NOT NULL,
        seconds REAL NOT NULL,
        source TEXT
    )""",
    "CREATE INDEX attempt_of_work ON attempt (work, id)",
    f"PRAGMA application_id = {APPLICATION_ID}",
)

VERSION_2: Step = (
    """CREATE TABLE test_out (
        course INTEGER NOT NULL REFERENCES course ON DELETE CASCADE,
        chapter TEXT NOT NULL,
        begun_at REAL NOT NULL,
        passed_at REAL,
        PRIMARY KEY (course, chapter)
    )""",
    # `hints` is how many of the exercise's hints had been taken when the test-out was begun.
    """CREATE TABLE test_out_exercise (
        course INTEGER NOT NULL,
        chapter TEXT NOT NULL,
        place INTEGER NOT NULL,
        address TEXT NOT NULL,
        hints INTEGER NOT NULL,
        PRIMARY KEY (course, chapter, place),
        FOREIGN KEY (course, chapter) REFERENCES test_out ON DELETE CASCADE ON UPDATE CASCADE
    )""",
)

VERSION_3: Step = (
    # A name that lasts: the same attempt is known by it on every machine. For those made before there were names it is
    # derived from what they are, so that two copies of one file name them alike.
    "ALTER TABLE attempt ADD COLUMN uid TEXT",
    "UPDATE attempt SET uid = printf('%.6f-%d', made_at, seed)",
    "CREATE INDEX attempt_named ON attempt (uid)",
    "UPDATE attempt SET uid = uid || '-' || id WHERE EXISTS"
    " (SELECT 1 FROM attempt AS other WHERE other.uid = attempt.uid AND other.id < attempt.id)",
    "DROP INDEX attempt_named",
    "CREATE UNIQUE INDEX attempt_by_name ON attempt (uid)",
    # What the exercise was at that time (`fingerprint.py`): later on it may be another one under the same name.
    "ALTER TABLE attempt ADD COLUMN fingerprint TEXT",
    "ALTER TABLE work ADD COLUMN passed_with TEXT",
    # How each pass that counts for review went: the first one, and those in reviews. Never changed, only added to.
    """CREATE TABLE review (
        uid TEXT PRIMARY KEY,
        work INTEGER NOT NULL REFERENCES work ON DELETE CASCADE,
        made_at REAL NOT NULL,
        rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4),
        seconds REAL NOT NULL
    )""",
    "CREATE INDEX review_of_work ON review (work, made_at)",
    # When an exercise comes back: computed from its reviews, and again whenever this row is missing.
    """CREATE TABLE card (
        work INTEGER PRIMARY KEY REFERENCES work ON DELETE CASCADE,
        stability REAL NOT NULL,
        difficulty REAL NOT NULL,
        last_at REAL NOT NULL,
        due_at REAL NOT NULL
    )""",
    # When the page of a mistake that was made again was read again.
    """CREATE TABLE reread (
        work INTEGER NOT NULL REFERENCES work ON DELETE CASCADE,
        mistake TEXT NOT NULL,
        read_at REAL NOT NULL,
        PRIMARY KEY (work, mistake)
    )""",
    # What a reset took away, as an export of it; kept for a while.
    """CREATE TABLE removed (
        id INTEGER PRIMARY KEY,
        course INTEGER NOT NULL REFERENCES course ON DELETE CASCADE,
        removed_at REAL NOT NULL,
        what TEXT NOT NULL,
        kept TEXT NOT NULL
    )""",
)

STEPS: tuple[Step, ...] = (VERSION_1, VERSION_2, VERSION_3)


def migrate(connection: sqlite3.Connection, path: Path | None, steps: Sequence[Step] = STEPS) -> None:
    """Bring the file behind `connection` (at `path`, None in memory) to the last of `steps`, one transaction a step.

    Raises ProgressError for a file that a newer version wrote, or that is no progress file; sqlite3.Error otherwise.
    """
    refuse_foreign(connection, path, steps)
    version = number_of(connection, "user_version")
    for number, step in enumerate(steps[version:], start=version + 1):
        if path is not None and version > 0:  # a file just made holds nothing yet
            back_up(connection, path, number - 1)
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in step:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


def refuse_foreign(connection: sqlite3.Connection, path: Path | None, steps: Sequence[Step] = STEPS) -> None:
    """Raise ProgressError for a file that a newer version wrote, or that is no progress file. Writes nothing."""
    version = number_of(connection, "user_version")
    if version > len(steps):
        raise ProgressError(
            _(
                "{path}: a newer tutor wrote this progress file (version {version}, this one knows "
                "{steps}); install the newer tutor, or set TUTOR_DATA to another folder"
            ).format(path=path, version=version, steps=len(steps))
        )
    if number_of(connection, "application_id") != APPLICATION_ID and not _is_empty(connection):
        raise ProgressError(
            _("{path}: not a progress file of tutor; move it away, or set TUTOR_DATA to another folder").format(
                path=path
            )
        )


def back_up(connection: sqlite3.Connection, path: Path, version: int) -> Path:
    """Copy the whole file, of `version`, to a file beside `path`, and return that one's path."""
    return copy(connection, path.with_name(f"{path.stem}.version-{version}{path.suffix}"))


def copy(connection: sqlite3.Connection, kept: Path) -> Path:
    """Copy the whole file to `kept`, which gets its name only when it is complete."""
    unfinished = kept.with_name(f"{kept.name}.{os.getpid()}.part")
    try:
        with closing(sqlite3.connect(unfinished)) as made:
            connection.backup(made)
        unfinished.replace(kept)
    finally:
        unfinished.unlink(missing_ok=True)
    return kept


def number_of(connection: sqlite3.Connection, pragma: str) -> int:
    """What the file behind `connection` says under `pragma`: "user_version", "application_id"."""
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def _is_empty(connection: sqlite3.Connection) -> bool:
    return int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]) == 0
