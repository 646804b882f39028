"""Protects: scratch folders are private, measured whatever is in them, and always wiped; nobody else's are touched."""

from __future__ import annotations

import os
import stat
import subprocess
import sys

import pytest

from tutor.runner import scratch


def test_a_root_is_private_and_goes_when_closed(tmp_path):
    root = scratch.ScratchRoot(tmp_path)
    assert stat.S_IMODE(root.path.stat().st_mode) == 0o700
    (root.path / "run-1").mkdir()
    root.close()
    assert list(tmp_path.iterdir()) == []


def test_a_dead_clients_root_is_swept_and_a_living_ones_is_not(tmp_path):
    make = "import sys, os; from pathlib import Path; from tutor.runner.scratch import ScratchRoot; " + (
        "root = ScratchRoot(Path(sys.argv[1])); (root.path / 'left').write_text('x'); os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", make, str(tmp_path)], check=False)
    assert len(list(tmp_path.iterdir())) == 1
    first = scratch.ScratchRoot(tmp_path)
    assert list(tmp_path.iterdir()) == [first.path]
    second = scratch.ScratchRoot(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted([first.path, second.path])
    first.close()
    second.close()


def test_a_link_with_the_name_of_a_root_is_left_alone(tmp_path):
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "file").write_text("keep me")
    (tmp_path / f"{scratch.PREFIX}link").symlink_to(precious)
    scratch.sweep(tmp_path)
    assert (precious / "file").read_text() == "keep me"


def test_wiping_follows_no_link(tmp_path):
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "file").write_text("keep me")
    folder = tmp_path / "scratch"
    (folder / "inner").mkdir(parents=True)
    (folder / "link").symlink_to(precious)
    (folder / "inner" / "link").symlink_to(precious / "file")
    scratch.wipe(folder)
    assert not folder.exists()
    assert (precious / "file").read_text() == "keep me"


def test_a_tree_deeper_than_any_path_is_refused_and_wiped(tmp_path):
    top = tmp_path / "deep"
    top.mkdir()
    here = os.open(top, os.O_RDONLY)
    for _ in range(300):
        os.mkdir("d" * 20, dir_fd=here)
        below = os.open("d" * 20, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    assert scratch.measure(top, 5000).beyond
    scratch.wipe(top)
    assert not top.exists()


def test_a_path_too_long_to_be_named_is_refused_not_overlooked(tmp_path):
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(scratch.DEPTH_LIMIT):
        os.mkdir("d" * 250, dir_fd=here)
        below = os.open("d" * 250, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    assert scratch.measure(tmp_path, 5000).beyond
    scratch.wipe(tmp_path / ("d" * 250))
    assert list(tmp_path.iterdir()) == []


def test_closed_folders_are_wiped(tmp_path):
    folder = tmp_path / "scratch"
    (folder / "closed").mkdir(parents=True)
    (folder / "closed" / "file").write_text("x")
    (folder / "closed").chmod(0)
    folder.chmod(0)
    scratch.wipe(folder)
    assert not folder.exists()


def test_files_and_their_bytes_are_counted_up_to_the_limit(tmp_path):
    for number in range(10):
        (tmp_path / str(number)).write_bytes(b"x" * 5000)
    used = scratch.measure(tmp_path, 100)
    assert (used.files, used.beyond) == (10, False)
    assert used.size >= 50_000
    assert scratch.measure(tmp_path, 5).files == 6


def test_what_is_unlinked_but_open_is_counted(tmp_path):
    file = (tmp_path / "gone").open("wb")
    with file:
        file.write(b"x" * 100_000)
        file.flush()
        before = scratch.unlinked_bytes(os.getpid())
        (tmp_path / "gone").unlink()
        assert scratch.unlinked_bytes(os.getpid()) - before >= 100_000


@pytest.mark.parametrize("place", ["", "/nowhere/at/all"])
def test_without_a_runtime_folder_the_temporary_one_serves(monkeypatch, place, tmp_path):
    monkeypatch.setenv("XDG_RUNTIME_DIR", place)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    root = scratch.ScratchRoot()
    assert root.path.parent == tmp_path
    root.close()
