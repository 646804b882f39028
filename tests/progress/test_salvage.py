"""Protects what a damaged progress file still tells: it is read into the new one, and the damaged one is kept."""

from __future__ import annotations

import random
import sqlite3
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


def test_the_daily_copy_makes_up_for_a_file_that_tells_nothing(path: Path) -> None:
    with Store(path) as store:
        store.record(verdict("passed"), "x")
    with Store(path) as store:  # the second opening finds something to copy
        assert opening.backup_of(path).is_file()
    path.write_bytes(b"not a database " * 1000)
    with Store(path) as store:
        assert store.standing(ADDRESS).state == "passed"
        assert "1 pass," in (store.notice or "")


def test_a_copy_is_made_once_a_day(path: Path) -> None:
    with Store(path) as store:
        store.record(verdict("passed"), "x")
    Store(path).close()
    made = opening.backup_of(path).stat().st_mtime_ns
    Store(path).close()
    assert opening.backup_of(path).stat().st_mtime_ns == made


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
