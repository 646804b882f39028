"""What can still be read of a damaged progress file. *Screen side.*

Every table is read row by row; where that breaks off, the rows behind the damage are looked for by their numbers, from
both ends. A first page that doesn't tell where the tables lie is replaced by another file's, in which they lie alike.
What is found is given as an archive's courses.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from tutor.progress.archive import Data
from tutor.progress.migrations import migrate
from tutor.progress.tables import Row, courses, names_in, rows_of

# Beyond the last row that was read, so many numbers are tried; a learner makes a few attempts a minute.
LOOKED_FOR = 20_000
MAGIC, HEADER, PAGE = b"SQLite format 3\0", 100, 4096
UNREADABLE = (sqlite3.Error, ValueError, OverflowError)  # the latter two: names that are no text, numbers out of reach
LARGEST_FILE = 1 << 30  # bytes
LARGEST = 1_000_000  # no file has more rows; a larger number is damage


def salvaged(path: Path, backup: Path | None = None) -> list[Data]:
    """The courses that the damaged file at `path` still tells of; none if it can't be read at all.

    The file itself stays as it is: a copy is read, with what its log holds. `backup` is an earlier copy of it, which
    may not be there.
    """
    found: list[Data] = []
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".salvage-") as folder:
            copy = Path(folder) / path.name
            for ending in ("", "-wal"):
                with suppress(FileNotFoundError):
                    shutil.copyfile(f"{path}{ending}", f"{copy}{ending}")
            _mend_header(copy)
            found = _read(_opened(copy)) if _knows_its_tables(copy) else _read_by_another_first_page(copy, backup)
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
    with suppress(sqlite3.Error), closing(_opened(pattern)) as db:
        db.execute(f"PRAGMA page_size = {PAGE}")
        db.execute("CREATE TABLE anything (x)")
    head = bytearray(pattern.read_bytes()[:HEADER])
    head[28:32] = pages.to_bytes(4, "big")
    return bytes(head)


def _knows_its_tables(copy: Path) -> bool:
    """Whether the file says where its tables lie: each that it should have, as far as its version has it."""
    with suppress(*UNREADABLE), closing(_opened(copy)) as db:
        names = {str(row[0]) for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
        return names_in(version) <= names
    return False


def _read_by_another_first_page(copy: Path, backup: Path | None) -> list[Data]:
    """What can be read with the first page of its backup, or of a new file, whichever tells more.

    A file keeps its tables where they were made; a backup is the same page by page, and two files that the same version
    made have them in the same places.
    """
    new = copy.with_suffix(".new")
    with suppress(sqlite3.Error), closing(_opened(new)) as db:
        migrate(db, None)
    own = copy.read_bytes()[:PAGE]
    readings = [_read(_opened(copy))]
    for other in (backup, new):
        page = _first_page(other, copy.stat().st_size // PAGE) if other is not None else b""
        if page and len(own) == PAGE:
            with copy.open("r+b") as file:
                file.write(page)
            readings.append(_read(_opened(copy)))
            with copy.open("r+b") as file:
                file.write(own)
    return max(readings, key=lambda found: sum(1 + len(work["attempts"]) for one in found for work in one["work"]))


def _first_page(other: Path, pages: int) -> bytes:
    """The first page of the file `other`, made to fit a file of so many pages; empty if it has none that fits."""
    with suppress(OSError), other.open("rb") as file:
        page = bytearray(file.read(PAGE))
        if len(page) == PAGE and page.startswith(MAGIC) and int.from_bytes(page[16:18], "big") == PAGE:
            page[28:32] = pages.to_bytes(4, "big")
            page[32:40] = bytes(8)  # no list of free pages
            page[92:96] = page[24:28]  # the number of pages is to be believed
            return bytes(page)
    return b""


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


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
