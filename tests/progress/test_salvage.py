"""Protects what a damaged progress file still tells: it is read into the new one, and the damaged one is kept."""

from __future__ import annotations

import os
import random
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.progress.conftest import ADDRESS, verdict
from tutor.progress import opening
from tutor.progress.salvage import salvaged
from tutor.progress.store import Store

PAGE = 4096


def filled(path: Path, count: int = 60) -> None:
    """A file of many pages: attempts, drafts, passes."""
    with Store(path) as store:
        for number in range(count):
            address = f"tensors/one/e{number}"
            store.save_draft(address, f"draft {number} " + "x" * 1500)
            store.record(verdict("passed" if number % 2 else "failed", address), f"answer {number}")
    opening.backup_of(path).unlink(missing_ok=True)


def spoil(path: Path, pages: list[int]) -> None:
    """Overwrite these pages (from 0) of the file."""
    with path.open("r+b") as file:
        for page in pages:
            file.seek(page * PAGE)
            file.write(b"\xff" * PAGE)


def known(path: Path) -> tuple[int, int]:
    """How many attempts and drafts a file holds."""
    with closing(sqlite3.connect(path)) as db:
        attempts = db.execute("SELECT count(*) FROM attempt").fetchone()[0]
        return attempts, db.execute("SELECT count(*) FROM draft").fetchone()[0]


def test_most_of_a_file_with_a_spoiled_page_is_saved(path: Path) -> None:
    filled(path)
    pages = path.stat().st_size // PAGE
    spoil(path, [pages // 2])
    before = path.read_bytes()
    with Store(path) as store:
        assert store.notice is not None and "kept as progress.damaged-" in store.notice
        assert "\n" not in store.notice
    attempts, drafts = known(path)
    assert attempts >= 30 and drafts >= 30
    kept = list(path.parent.glob("progress.damaged-*.db"))
    assert [file.read_bytes() for file in kept] == [before]
    assert sorted(file.name for file in path.parent.iterdir() if "damaged" not in file.name) == [
        "progress.backup.db",
        "progress.db",
        "progress.lock",
    ]


def test_a_file_cut_short_gives_what_is_left_of_it(path: Path) -> None:
    filled(path)
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.truncate(size * 2 // 3 // PAGE * PAGE + 100)
    Store(path).close()
    assert sum(known(path)) > 0


def test_a_file_whose_first_bytes_are_gone_is_read_all_the_same(path: Path) -> None:
    filled(path)
    with path.open("r+b") as file:
        file.write(b"\0" * 100)
    with Store(path) as store:
        assert "damaged" in (store.notice or "")
    assert known(path) == (60, 60)


def test_whatever_is_spoiled_the_file_opens(tmp_path: Path) -> None:
    """Ten files with pages, bytes or ends gone at random."""
    whole = tmp_path / "whole" / "progress.db"
    filled(whole, 25)
    good = whole.read_bytes()
    for seed in range(10):
        chance = random.Random(seed)
        data = bytearray(good)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(data))
            data[at : at + chance.choice([1, 16, 600, PAGE])] = chance.randbytes(chance.choice([1, 16, 600]))
        file = tmp_path / str(seed) / "progress.db"
        file.parent.mkdir()
        file.write_bytes(bytes(data[: chance.choice([len(data), len(data) // 2])]))
        try:
            store = Store(file)
        except opening.ProgressError as error:  # its first bytes tell of another program, or of a newer version
            assert "\n" not in str(error)
            continue
        with store:
            store.record(verdict("passed"), "on we go")
            assert store.faults() == []


def test_the_copy_makes_up_for_a_file_that_tells_nothing(path: Path) -> None:
    with Store(path) as store:
        store.record(verdict("passed"), "x")
    with Store(path) as store:  # the second opening finds something to copy
        assert opening.backup_of(path).is_file()
    path.write_bytes(b"not a database " * 1000)
    with Store(path) as store:
        assert store.standing(ADDRESS).state == "passed"
        assert "1 pass," in (store.notice or "")


def test_a_copy_is_made_after_a_sitting_that_wrote_and_once_an_hour(path: Path) -> None:
    backup = opening.backup_of(path)
    Store(path).close()
    assert not backup.exists()  # nothing was done
    with Store(path) as store:
        assert store.copied_at() is None
        store.record(verdict("passed"), "x")
    made = backup.stat().st_mtime_ns
    with Store(path) as store:
        store.record(verdict("passed"), "y")
        store.keep_copy()
    assert backup.stat().st_mtime_ns == made
    earlier = time.time() - opening.BACKUP_EVERY - 1
    os.utime(backup, (earlier, earlier))
    with Store(path) as store:  # at the start, too
        assert store.copied_at() != earlier
    assert known(backup)[0] == 2


def test_a_salvage_that_was_killed_is_done_at_the_next_start(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(path, 10)
    spoil(path, [path.stat().st_size // PAGE - 1])

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(opening, "_salvage", killed)
        with pytest.raises(KeyboardInterrupt):
            Store(path)
    with Store(path) as store:
        assert "damaged" in (store.notice or "")
    assert known(path)[0] > 0
    with Store(path) as store:
        assert store.notice is None


def test_a_file_of_the_first_version_is_salvaged_too(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as file:
        file.executescript((Path(__file__).parent / "version_1.sql").read_text())
    courses = salvaged(path)
    work = {one["address"]: one for one in courses[0]["work"]}
    assert work[ADDRESS]["draft"]["text"] == "def stretch(x, shape):"
    assert [one["uid"] for one in work[ADDRESS]["attempts"]] == ["1700000200.000000-4", "1700000210.000000-5"]


@pytest.mark.parametrize("has_copy", [True, False])
def test_a_first_page_that_is_gone_costs_nothing(path: Path, has_copy: bool) -> None:
    """Where the tables lie is known from the copy, or from a new file: all of both pages' worth of work is read."""
    filled(path, 20)
    if has_copy:
        with Store(path) as store:
            store.record(verdict("passed"), "before the copy")
        with Store(path) as store:
            store.save_draft(ADDRESS, "after it")
        assert opening.backup_of(path).is_file()
    else:
        with Store(path) as store:
            store.save_draft(ADDRESS, "after it")
        opening.backup_of(path).unlink()
    before = known(path)
    with path.open("r+b") as file:
        file.write(b"\0" * PAGE)
    with Store(path) as store:
        assert ("its copy of 2" in (store.notice or "")) == has_copy
        assert store.draft(ADDRESS) == "after it"
        assert store.standing("tensors/one/e1").state == "passed"
    assert known(path) == before


def test_a_first_page_that_forgot_a_table_costs_nothing(path: Path) -> None:
    """Damage within the first page, its header sound: SQLite reads on, and sees fewer tables."""
    filled(path, 20)
    data = bytearray(path.read_bytes())
    for name in (b"CREATE TABLE attempt", b"CREATE TABLE review"):
        at = data.index(name, 0, PAGE)
        data[at : at + len(name)] = b"\xff" * len(name)
    path.write_bytes(bytes(data))
    with Store(path) as store:
        assert "damaged" in (store.notice or "")
    assert known(path) == (20, 20)


@pytest.mark.parametrize("is_empty", [True, False])
def test_a_file_that_is_gone_or_empty_comes_back_from_its_copy(path: Path, is_empty: bool) -> None:
    """What a crash or a careless hand took away: without that the next copy would be made of nothing."""
    with Store(path) as store:
        store.record(verdict("passed"), "x")
    path.write_bytes(b"") if is_empty else path.unlink()
    Path(f"{path}-wal").write_bytes(b"of a file that is gone")
    with Store(path) as store:
        assert store.standing(ADDRESS).state == "passed"
        assert "gone or empty; its copy of 2" in (store.notice or "")
    with Store(path) as store:
        assert store.notice is None
    assert opening.backup_of(path).is_file()
