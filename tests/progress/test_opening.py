"""Whatever lies where the progress file should be, the learner gets one clear line and loses nothing."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.progress.conftest import ADDRESS, as_nobody, verdict
from tutor.progress.faults import ProgressError
from tutor.progress.store import Store


def test_a_file_that_is_no_database_is_kept_and_told(path: Path) -> None:
    """A damaged file is renamed, never deleted, and the learner is told where it is."""
    path.parent.mkdir()
    path.write_bytes(b"not a database at all " * 500)
    with Store(path) as store:
        assert store.notice is not None
        assert "damaged" in store.notice
        assert "\n" not in store.notice
        store.save_draft(ADDRESS, "on we go")
    kept = list(path.parent.glob("progress.damaged-*.db"))
    assert [file.read_bytes() for file in kept] == [b"not a database at all " * 500]
    assert kept[0].name in store.notice
    with Store(path) as store:
        assert store.notice is None
        assert store.draft(ADDRESS) == "on we go"


def test_damage_within_the_file_is_found_at_once(path: Path) -> None:
    """A file that opens but is broken inside is not written to any further."""
    with Store(path) as store:
        for number in range(40):
            store.save_draft(f"a/b/{number}", "x" * 3000)
    size = path.stat().st_size
    with path.open("r+b") as file:
        for page in range(2, size // 4096):
            file.seek(page * 4096)
            file.write(b"\xff" * 512)
    with Store(path) as store:
        assert "damaged" in (store.notice or "")
        assert len(store.standings()) == 40  # out of the copy that was made when the file was closed
    assert len(list(path.parent.glob("progress.damaged-*.db"))) == 1


def test_an_empty_file_is_a_new_one(path: Path) -> None:
    """A file that a full disk left empty is simply begun."""
    path.parent.mkdir()
    path.touch()
    with Store(path) as store:
        assert store.notice is None
        store.save_draft(ADDRESS, "x")


def test_another_programs_file_is_left_alone(path: Path) -> None:
    """A file of someone else's is neither used nor moved."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE recipe (name TEXT)")
    with pytest.raises(ProgressError, match=r"progress\.db: not a progress file"):
        Store(path)
    assert [file.name for file in path.parent.glob("*.db")] == ["progress.db"]


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A path that leads through a file is told with its reason."""
    (tmp_path / "data").write_text("a file")
    with pytest.raises(ProgressError, match=r"progress can't be kept here .*TUTOR_DATA"):
        Store(tmp_path / "data" / "progress.db")


def test_a_folder_one_may_not_write_to(tmp_path: Path) -> None:
    """A read-only folder, empty or with a progress file in it, is told in one line."""
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.geteuid() and folder != Path("/tmp"):
            folder.chmod(folder.stat().st_mode | 0o055)
    empty, used = tmp_path / "empty", tmp_path / "used"
    empty.mkdir()
    Store(used / "progress.db").close()
    for file in (*used.iterdir(), used):
        file.chmod(0o555)
    empty.chmod(0o555)
    for folder in (empty, used):
        said = as_nobody(lambda folder=folder: str(Store(folder / "progress.db").path))
        assert said.startswith("ProgressError: ")
        assert str(folder / "progress.db") in said
        assert "TUTOR_DATA" in said
        assert "\n" not in said


def test_where_nothing_can_be_written_what_was_kept_is_still_there(tmp_path: Path) -> None:
    """A read-only home is no reason to begin from nothing: the work goes on with a copy that is kept nowhere."""
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.geteuid() and folder != Path("/tmp"):
            folder.chmod(folder.stat().st_mode | 0o055)
    path = tmp_path / "used" / "progress.db"
    with Store(path) as store:
        store.record(verdict("passed"), "x")
        for ending in ("", "-wal"):  # as a program that was killed leaves them: the pass is in the log only
            (tmp_path / f"killed{ending}").write_bytes(Path(f"{path}{ending}").read_bytes())
    for ending in ("", "-wal"):
        (tmp_path / f"killed{ending}").rename(f"{path}{ending}")
    for file in (*path.parent.iterdir(), path.parent):
        file.chmod(0o555)

    def went_on() -> str:
        with Store.in_memory(copy_of=path, notice="told") as store:
            store.record(verdict("failed", "a/b/c"), "y")
            return f"{store.standing(ADDRESS).state} {store.attempts('a/b/c')} {store.notice}"

    assert as_nobody(went_on) == "passed 1 told"


@pytest.mark.parametrize("content", [b"", b"not a database " * 500, None])
def test_a_copy_of_what_can_not_be_read_is_empty(path: Path, content: bytes | None) -> None:
    path.parent.mkdir()
    if content is None:
        with closing(sqlite3.connect(path)) as file:
            file.execute("CREATE TABLE recipe (name TEXT)")
    else:
        path.write_bytes(content)
    with Store.in_memory(copy_of=path) as store:
        assert store.standings() == {}
        store.record(verdict("passed"), "x")


def test_a_full_disk_is_told_and_the_file_stays_sound(path: Path) -> None:
    """A draft that finds no room is refused in one line; what was there before is still there."""
    with Store(path) as store:
        store.save_draft(ADDRESS, "small")
        pages = store._db.execute("PRAGMA page_count").fetchone()[0]
        store._db.execute(f"PRAGMA max_page_count = {pages + 1}")
        with pytest.raises(ProgressError, match="the disk is full"):
            store.save_draft(ADDRESS, "x" * 100_000)
        assert store.draft(ADDRESS) == "small"
        store._db.execute("PRAGMA max_page_count = 100000")
        store.record(verdict("passed"), "x")
    with Store(path) as store:
        assert store.faults() == []
        assert store.standing(ADDRESS).state == "passed"
