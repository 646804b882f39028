"""What can still be read of a damaged progress file. *Screen side.*

Every table is read row by row; where that breaks off, the rows behind the damage are looked for by their numbers, from
both ends. What is found is given as an archive's courses.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from tutor.progress.archive import Data
from tutor.progress.tables import Row, courses, rows_of

# Beyond the last row that was read, so many numbers are tried; a learner makes a few attempts a minute.
LOOKED_FOR = 20_000
MAGIC, HEADER, PAGE = b"SQLite format 3\0", 100, 4096
UNREADABLE = (sqlite3.Error, ValueError, OverflowError)  # the latter two: names that are no text, numbers out of reach
LARGEST_FILE = 1 << 30  # bytes
LARGEST = 1_000_000  # no file has more rows; a larger number is damage


def salvaged(path: Path) -> list[Data]:
    """The courses that the damaged file at `path` still tells of; none if it can't be read at all.

    The file itself stays as it is: a copy is read, with what its log holds.
    """
    found: list[Data] = []
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".salvage-") as folder:
            copy = Path(folder) / path.name
            for ending in ("", "-wal"):
                with suppress(FileNotFoundError):
                    shutil.copyfile(f"{path}{ending}", f"{copy}{ending}")
            _mend_header(copy)
            found = _read(sqlite3.connect(copy, isolation_level=None))
    except OSError:  # no room for a copy
        with suppress(sqlite3.Error):
            found = _read(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True))
    return [course for course in found if course["work"] or course["test_outs"] or course["place"]]


def _mend_header(copy: Path) -> None:
    """Make of the file one that SQLite reads at all: its first bytes what they must be, its length what they say."""
    size = copy.stat().st_size
    if size < 2 * PAGE:
        return
    with copy.open("r+b") as file:
        head = file.read(HEADER)
        if not head.startswith(MAGIC):
            file.seek(0)
            file.write(_header(copy.with_suffix(".pattern"), size // PAGE))
            return
        page = int.from_bytes(head[16:18], "big")
        told = int.from_bytes(head[28:32], "big") * (65536 if page == 1 else page)
        if size < told <= LARGEST_FILE:
            file.truncate(told)  # cut short: the pages that are gone are empty ones


def _header(pattern: Path, pages: int) -> bytes:
    """The first bytes of a file of so many pages, as SQLite writes them to the file `pattern`."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(pattern, isolation_level=None)) as db:
        db.execute(f"PRAGMA page_size = {PAGE}")
        db.execute("CREATE TABLE anything (x)")
    head = bytearray(pattern.read_bytes()[:HEADER])
    head[28:32] = pages.to_bytes(4, "big")
    return bytes(head)


def _read(db: sqlite3.Connection) -> list[Data]:
    with suppress(*UNREADABLE), closing(db):
        db.execute("PRAGMA trusted_schema = OFF")
        db.text_factory = lambda data: data.decode("utf-8", "replace")
        return courses(reader(db))
    return []


def reader(db: sqlite3.Connection) -> Callable[[str], list[Row]]:
    """Gives what can be read of a table."""
    return lambda table: list(_rows(db, table))


def _rows(db: sqlite3.Connection, table: str) -> Iterator[Row]:
    try:
        yield from rows_of(db, table)
        return
    except UNREADABLE:
        pass
    names = _columns(db, table)
    if not names:
        return
    seen: set[int] = set()
    for direction in ("ASC", "DESC"):
        with suppress(*UNREADABLE):
            for key, *row in db.execute(f"SELECT rowid, * FROM {table} ORDER BY rowid {direction}"):
                if key not in seen:
                    seen.add(key)
                    yield dict(zip(names, row, strict=True))
    for key in range(1, min(max(seen, default=0), LARGEST) + LOOKED_FOR):
        if key not in seen:
            with suppress(*UNREADABLE):
                found = db.execute(f"SELECT * FROM {table} WHERE rowid = ?", (key,)).fetchone()
                if found is not None:
                    yield dict(zip(names, found, strict=True))


def _columns(db: sqlite3.Connection, table: str) -> list[str]:
    """The names of a table's columns; none if even that can't be read."""
    with suppress(*UNREADABLE):
        return [str(row[1]) for row in db.execute(f"PRAGMA table_info({table})")]
    return []
