"""Protects progress on a network's file system: no log is used where none can be shared, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.progress.conftest import ADDRESS, verdict
from tests.progress.test_two_sessions import RECORDER
from tutor.progress.journal import VARIABLE, is_on_network
from tutor.progress.store import Store


def mode(store: Store) -> str:
    return str(store._db.execute("PRAGMA journal_mode").fetchone()[0])


def test_a_log_is_used_where_it_can_be(store: Store) -> None:
    assert mode(store) == "wal"


def test_without_a_log_everything_works(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "delete")
    with Store(path) as one, Store(path) as two:
        assert mode(one) == "delete"
        one.record(verdict("failed"), "x")
        two.record(verdict("passed"), "y")
        assert one.attempts(ADDRESS) == 2
        assert not path.with_name("progress.db-wal").exists()


def test_five_programs_without_a_log_lose_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "delete")
    recorder = RECORDER.replace("range(50)", "range(8)")
    five = [subprocess.Popen([sys.executable, "-c", recorder, str(path)]) for _ in range(5)]
    assert [process.wait() for process in five] == [0] * 5
    with Store(path) as store:
        assert store.attempts(ADDRESS) == 40
        assert store.faults() == []


def test_a_file_moved_to_a_network_gives_up_its_log(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(path) as store:
        store.record(verdict("passed"), "x")
    monkeypatch.setenv(VARIABLE, "delete")
    with Store(path) as store:
        assert mode(store) == "delete" and store.standing(ADDRESS).state == "passed"


def test_while_another_program_uses_the_log_so_does_this_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(path) as first:
        first.record(verdict("failed"), "x")
        monkeypatch.setenv(VARIABLE, "delete")
        with Store(path) as second:
            second.record(verdict("failed"), "y")
            assert first.attempts(ADDRESS) == 2


MOUNTS = r"""
22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
30 22 0:40 / /home rw shared:1 - nfs4 server:/home rw
31 30 8:2 / /home/local\040disk rw - ext4 /dev/sdb rw
32 22 0:50 / /mnt/far rw - fuse.sshfs me@far:/ rw
33 22 0:51 / /mnt/far/near rw - ext4 /dev/sdc rw
a line that says nothing
"""


@pytest.mark.parametrize(
    ("file", "far"),
    [
        ("/var/lib/tutor/progress.db", False),
        ("/home/ann/.local/share/tutor/progress.db", True),
        ("/home/local disk/progress.db", False),
        ("/homestead/progress.db", False),
        ("/mnt/far/progress.db", True),
        ("/mnt/far/near/progress.db", False),
    ],
)
def test_network_file_systems_are_known_by_their_mounts(tmp_path: Path, file: str, far: bool) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS)
    assert is_on_network(Path(file), mounts) is far
    assert not is_on_network(Path(file), tmp_path / "not there")
