"""Damaged progress files: flipped, cut short, pages in each other's place, other tables, another program's."""

from __future__ import annotations

import random
import shutil
import sqlite3
import time
from contextlib import closing
from functools import cached_property
from pathlib import Path

from tests.screen.material import write_course
from tests.soak.bounds import one_line, promise
from tests.soak.kinds import REFUSED, WORKED, Kind
from tests.soak.mutations import VALUES, damaged
from tutor.course.loader import load
from tutor.grading.verdict import Verdict
from tutor.progress.exchange import bring_back, export_text, remove
from tutor.progress.faults import ProgressError
from tutor.progress.migrations import APPLICATION_ID
from tutor.progress.store import Store

ADDRESS = "start/steps/double"
PAGE = 4096
MANY = 30  # attempts
ODD = (  # values that a reader of one column or another stumbles over, beside those that suit no column at all
    *(b"\xff\xfe", b"", 1e300, -1e300, "nan", "{", '{"case": []}', "[1]", 2**40, -1, 4102444801, 1e15, "9" * 5000),
    *('{"case": 1e999}', '{"case": NaN}', '{"case": ' + "9" * 4000 + "}", "[" * 5000, '{"a":' * 990 + "1" + "}" * 990),
    *('{"seed": 1, "answers": [[1]]}', "\0", "a\nb", "../x", "start/steps/" + "x" * 2000, "2026-02-30", "\x1b[2J"),
)


def filled(path: Path, *, export: bool = False) -> bytes:
    """Make a progress file at `path` that holds some of everything; its bytes, or those of an export of it."""
    with Store(path) as store:
        for number in range(MANY):
            address = f"start/steps/e{number % 5}"
            outcome = "passed" if number > MANY // 2 else "failed"
            case = {"case": number} if number % 3 else None
            verdict = Verdict(address, outcome, mistake="squares", seed=number, seconds=0.1, replay=case)  # type: ignore[arg-type]
            store.record(verdict, f"answer {number} 张量\n" * 4, "0123")
            store.save_draft(address, f"draft {number}\n", (0, 3))
        store.save_draft(ADDRESS, "def double(x):\n    return x\n", (1, 4))
        store.take_hint(ADDRESS, 2)
        store.set_place(ADDRESS)
        store.set_posed_seed("start/steps/views", 12)
        store.begin_test_out("start", [ADDRESS, "start/steps/views"])
        store.schedule()
        remove(store, "start/steps/e4")
        if export:
            return export_text(store, "fuzz", now=1.7e9).encode()
    return path.read_bytes()


def uids(path: Path) -> set[str] | None:
    """The names of all attempts in a sound progress file, as SQLite alone reads them; None for what is none."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as db:
            if db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                return None
            if db.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
                return None
            return {str(uid) for (uid,) in db.execute("SELECT uid FROM attempt")}
    except (sqlite3.Error, ValueError):
        return None


class Progress(Kind):
    """Progress files, opened and worked with as the program does."""

    name = "progress files"
    share = 12

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.sound = filled(folder / "sound" / "progress.db")
        old = folder / "version_1.db"
        with closing(sqlite3.connect(old)) as db:
            db.executescript((Path(__file__).parents[1] / "progress" / "version_1.sql").read_text("utf-8"))
        self.old = old.read_bytes()
        self.path = folder / "data" / "progress.db"

    @cached_property
    def course(self):
        """A course to have worked in."""
        return load(write_course(self.folder / "course"))

    def make(self, chance: random.Random) -> tuple[str, bytes]:
        data = self.old if chance.random() < 0.15 else self.sound
        ways = [_flipped_pages, _pages_swapped, _values_changed, _tables_changed, _values_changed, _of_another, damaged]
        return self.path.name, chance.choice(ways)(data, chance)

    def take(self, which: str, data: bytes, chance: random.Random) -> str:
        del which
        shutil.rmtree(self.path.parent, ignore_errors=True)
        self.path.parent.mkdir()
        self.path.write_bytes(data)
        before = uids(self.path)
        try:
            store = Store(self.path)
        except ProgressError as error:
            one_line(str(error))
            same = self.path.read_bytes() == data
            # How it keeps its log may have been changed before the fault was met: nothing that it holds.
            promise(same or (before and before <= (uids_through(self.path) or set())), "refused, and changed")
            return REFUSED
        with store:
            self._keeps(data, before, store.notice)
            refused = self._worked_with(store, chance)
        # The next start: what was written is there, and nothing is told twice.
        with Store(self.path) as store:
            promise(not store.notice, f"told again: {store.notice}")
            if not refused:
                promise(store.draft(ADDRESS) == "typed now", "what was typed is lost")
                promise("fuzz-now" in (store.last_source(ADDRESS) or ""), "an attempt is lost")
        return REFUSED if refused else WORKED

    def _keeps(self, data: bytes, before: set[str] | None, notice: str | None) -> None:
        """Nothing that could be read is lost; what is set aside is what it was."""
        beside = [file for file in self.path.parent.iterdir() if ".damaged-" in file.name and file.suffix == ".db"]
        if notice:
            one_line(notice)
        promise(bool(beside) == bool(notice), f"set aside: {beside}, and told: {notice!r}")
        for file in beside:
            # A file of an earlier version may have been brought up to date before its fault was met.
            same = file.read_bytes() == data or (before or set()) <= (uids(file) or set())
            promise(same, "what was set aside isn't what it was")
        if before is not None and not beside:
            promise(before <= (uids_through(self.path) or set()), "attempts were lost")

    def _worked_with(self, store: Store, chance: random.Random) -> bool:
        """All that a sitting asks of it; whether any of it was refused."""
        refused = False
        addresses = [ADDRESS, "start/steps/e1", "start/steps/views"]
        for ask in (
            *(lambda: store.summary(self.course), store.place, store.tested_out, store.faults, store.standings),
            *(lambda: store.history(self.course), lambda: store.due(self.course), lambda: store.adopt(self.course)),
            *(lambda: store.test_out("start"), store.schedule, lambda: export_text(store, "fuzz")),
            *(lambda a=a: store.draft(a) for a in addresses),
            *(lambda a=a: store.draft_cursor(a) for a in addresses),
            *(lambda a=a: store.replay(a) for a in addresses),
            *(lambda a=a: store.posed_seed(a) for a in addresses),
            *(lambda a=a: store.last_source(a) for a in addresses),
            *(lambda a=a: store.hints_taken(a) for a in addresses),
            *(lambda a=a: store.drafts_set_aside(a) for a in addresses),
            *(lambda a=a: store.comes_back(a) for a in addresses),
            lambda: remove(store, chance.choice(["", "start", "start/steps/e2"])),
            lambda: bring_back(store),
            lambda: store.save_draft(ADDRESS, "typed now"),
            lambda: store.record(Verdict(ADDRESS, "passed", seed=1), f"fuzz-now {time.time()}"),
        ):
            try:
                ask()
            except ProgressError as error:
                one_line(str(error))
                refused = True
        return refused


def uids_through(path: Path) -> set[str] | None:
    """As `uids`, with what the log beside the file holds."""
    try:
        with closing(sqlite3.connect(path)) as db:
            return {str(uid) for (uid,) in db.execute("SELECT uid FROM attempt")}
    except sqlite3.Error:
        return None


def _flipped_pages(data: bytes, chance: random.Random) -> bytes:
    held = bytearray(data)
    for _ in range(chance.choice([1, 3, 40])):
        at = chance.randrange(chance.choice([100, len(held)]))
        held[at] = chance.randrange(256)
    return bytes(held)


def _pages_swapped(data: bytes, chance: random.Random) -> bytes:
    pages = [data[at : at + PAGE] for at in range(0, len(data), PAGE)]
    one, two = chance.randrange(len(pages)), chance.randrange(len(pages))
    pages[one], pages[two] = pages[two], chance.choice([pages[one], b"\0" * PAGE, b"\xff" * PAGE])
    return b"".join(pages[: chance.choice([len(pages), len(pages), max(one, two)])])


def _edited(data: bytes, edit) -> bytes:
    """The file after SQL was run on it, by somebody who minds no rule."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.deserialize(_without_log(data))
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("PRAGMA ignore_check_constraints = ON")
        edit(db)
        return db.serialize()


def _without_log(data: bytes) -> bytes:
    """A file that says it has a log beside it can't be opened in memory: let it say that it has none."""
    return data[:18] + b"\1\1" + data[20:]


def _names(db: sqlite3.Connection) -> list[str]:
    return [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]


def _values_changed(data: bytes, chance: random.Random) -> bytes:
    """Values of the wrong kind, far too large, not UTF-8, or gone."""

    def edit(db: sqlite3.Connection) -> None:
        for _ in range(chance.choice([1, 1, 2, 5])):
            table = chance.choice([name for name in _names(db) if db.execute(f"SELECT 1 FROM {name}").fetchone()])
            column = chance.choice([row[1] for row in db.execute(f"PRAGMA table_info({table})")])
            value = chance.choice([*VALUES, *ODD])
            value = value if isinstance(value, int | float | str | bytes | None) else repr(value)
            value = float(value) if isinstance(value, int) and abs(value) > 2**62 else value
            text = chance.random() < 0.2 and isinstance(value, bytes)
            try:
                db.execute(
                    f"UPDATE {table} SET {column} = {'CAST(? AS TEXT)' if text else '?'} WHERE rowid IN"
                    f" (SELECT rowid FROM {table} ORDER BY rowid LIMIT {chance.choice([1, 1, 100])})",
                    (value,),
                )
            except (sqlite3.Error, UnicodeError):  # a rule that holds all the same, or no text at all
                continue

    return _edited(data, edit)


def _tables_changed(data: bytes, chance: random.Random) -> bytes:
    """Tables or columns that are gone, renamed, or more; another number of the version."""

    def edit(db: sqlite3.Connection) -> None:
        table = chance.choice(_names(db))
        column = chance.choice([row[1] for row in db.execute(f"PRAGMA table_info({table})")])
        edits = [
            f"DROP TABLE {table}",
            f"ALTER TABLE {table} RENAME TO other",
            f"ALTER TABLE {table} RENAME COLUMN {column} TO other",
            f"ALTER TABLE {table} DROP COLUMN {column}",
            f"ALTER TABLE {table} ADD COLUMN other TEXT",
            f"DELETE FROM {table}",
            f"CREATE TRIGGER no BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'no'); END",
            f"CREATE TRIGGER all_gone AFTER INSERT ON {table} BEGIN DELETE FROM attempt; END",
            f"PRAGMA user_version = {chance.choice([0, 1, 2, 4, -1, 2**31 - 1])}",
            f"PRAGMA application_id = {chance.choice([0, 1])}",
        ]
        for one in chance.sample(edits, chance.choice([1, 1, 2])):
            try:
                db.execute(one)
            except sqlite3.Error:
                continue

    return _edited(data, edit)


def _of_another(data: bytes, chance: random.Random) -> bytes:
    """A file that is another program's, or no database."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.execute("CREATE TABLE attempt (a, b)")
        if chance.random() < 0.5:
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {chance.randrange(4)}")
        foreign = db.serialize()
    others = [b"", b"\0" * PAGE, b"SQLite format 3\0", foreign, b"PK\3\4" + data, b"{}", chance.randbytes(9000)]
    return chance.choice(others)
