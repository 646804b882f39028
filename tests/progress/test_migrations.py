"""A file that an earlier version wrote opens with all that is in it, and is copied before it is changed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tutor.progress.faults import ProgressError
from tutor.progress.migrations import STEPS, migrate
from tutor.progress.review import DAY
from tutor.progress.store import Store

ADDRESS = "tensors/broadcasting/stretch"
NEXT_STEP = ("ALTER TABLE work ADD COLUMN note TEXT", "UPDATE work SET note = 'seen'")


@pytest.fixture
def version_1(path: Path) -> Path:
    """A file as version 1 wrote it."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as file:
        file.executescript((Path(__file__).parent / "version_1.sql").read_text())
    return path


def tables(path: Path) -> list[str]:
    """The definitions in a file, in order of name."""
    with closing(sqlite3.connect(path)) as file:
        return [row[0] for row in file.execute("SELECT sql FROM sqlite_master WHERE sql NOTNULL ORDER BY name")]


def test_a_file_of_version_1_opens_with_everything(version_1: Path) -> None:
    """What a learner did with the first version is theirs for good."""
    with Store(version_1) as store:
        assert store.place() == ADDRESS
        assert store.draft(ADDRESS) == "def stretch(x, shape):"
        assert (store.hints_taken(ADDRESS), store.attempts(ADDRESS)) == (2, 1)
        assert store.replay(ADDRESS) == {"case": 4}
        assert store.standing(ADDRESS).state == "started"
        assert store.standing("tensors/creation/ramp").when == 1700000000.5
        assert store.standing("tensors/creation/quiz").state == "given_up"
        assert store.posed_seed("tensors/creation/ramp") == 11


def test_a_file_of_version_2_opens_with_everything(path: Path) -> None:
    """Attempts get names that last, the same on every machine that has a copy of the file; passes get scheduled."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as file:
        file.executescript((Path(__file__).parent / "version_2.sql").read_text())
    with Store(path) as store:
        assert store.drafts_set_aside(ADDRESS) == ["the other text"]
        assert list(store.tested_out()) == ["data"]
        test = store.test_out("tensors")
        assert test is not None and test.addresses == ("tensors/creation/ramp", ADDRESS)
        back = store.comes_back("tensors/creation/ramp")
        assert back is not None and back > 1700000000.5
        given_up = store.standing("tensors/creation/quiz").given_up_at
        assert given_up is not None and store.comes_back("tensors/creation/quiz") == given_up + DAY  # never passed
        with store.transaction() as (db, _):
            names = [row[0] for row in db.execute("SELECT uid FROM attempt ORDER BY id")]
    assert names == [
        *("1700000000.500000-3", "1700000200.000000-4", "1700000210.000000-5"),
        *("1700000050.000000-6", "1700000050.000000-6-5"),
    ]
    with Store(path.with_name("progress.version-2.db")) as copy:
        assert copy.attempts("tensors/creation/quiz") == 2


def test_every_version_ever_released_has_a_file_here() -> None:
    """Whoever adds a step keeps a file of the version before it."""
    files = {file.stem for file in Path(__file__).parent.glob("version_*.sql")}
    assert files == {f"version_{number}" for number in range(1, len(STEPS))}


def test_a_released_version_is_still_what_it_was(tmp_path: Path) -> None:
    """A released step is never edited: files made today by the first steps alone are those of the fixtures."""
    for number in range(1, len(STEPS)):
        made, kept = tmp_path / f"made-{number}.db", tmp_path / f"kept-{number}.db"
        with closing(sqlite3.connect(made, isolation_level=None)) as connection:
            migrate(connection, made, STEPS[:number])
        with closing(sqlite3.connect(kept)) as file:
            file.executescript((Path(__file__).parent / f"version_{number}.sql").read_text())
        assert tables(made) == tables(kept)


def test_a_step_is_taken_once_and_after_a_copy(version_1: Path) -> None:
    """Before an existing file is changed, a complete copy of it lies beside it."""
    with closing(sqlite3.connect(version_1, isolation_level=None)) as connection:
        for _ in range(2):
            migrate(connection, version_1, (*STEPS, NEXT_STEP))
        assert connection.execute("SELECT DISTINCT note FROM work").fetchall() == [("seen",)]
    copy = version_1.with_name(f"progress.version-{len(STEPS)}.db")
    with Store(copy) as store:
        assert store.draft(ADDRESS) == "def stretch(x, shape):"
    assert not list(version_1.parent.glob("*.part"))


def test_a_step_that_fails_changes_nothing(version_1: Path) -> None:
    """A step is taken whole or not at all."""
    with closing(sqlite3.connect(version_1, isolation_level=None)) as connection:
        migrate(connection, version_1, STEPS)
        before = tables(version_1)
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection, version_1, (*STEPS, (NEXT_STEP[0], "UPDATE nothing SET x = 1")))
        assert connection.execute("PRAGMA user_version").fetchone()[0] == len(STEPS)
    assert tables(version_1) == before


def test_a_new_file_needs_no_copy(path: Path) -> None:
    """A first start leaves one file and no clutter."""
    Store(path).close()
    assert sorted(file.name for file in path.parent.iterdir()) == ["progress.db", "progress.lock"]


def test_a_file_of_a_newer_version_is_left_alone(version_1: Path) -> None:
    """An older program says what to do, and touches nothing."""
    with closing(sqlite3.connect(version_1)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(ProgressError, match=r"progress\.db: a newer tutor wrote .*version 99"):
        Store(version_1)
    with closing(sqlite3.connect(version_1)) as connection:
        assert connection.execute("SELECT count(*) FROM attempt").fetchone() == (3,)
