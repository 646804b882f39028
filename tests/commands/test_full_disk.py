"""Protects: a full disk, wherever it is, ends a command in one line that says so, and no line blames the learner."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.conftest import is_one_line
from tutor.grading.verdict import Verdict
from tutor.progress.store import Store

ANSWER = "x = 1\nprint('seen')\n"


@pytest.fixture
def answer(tmp_path: Path) -> Path:
    path = tmp_path / "answer.py"
    path.write_text(ANSWER)
    return path


def test_output_that_cannot_be_written(answer: Path, tmp_path: Path) -> None:
    own = {f"TUTOR_{name}": str(tmp_path / name.lower()) for name in ("DATA", "CACHE", "CONFIG", "STATE")}
    command = [sys.executable, "-m", "tutor", "run", str(answer)]
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(command, env={**os.environ, **own}, stdout=full, stderr=subprocess.PIPE, text=True)
    assert ran.returncode == 3
    assert is_one_line(ran.stderr)
    assert "the output can't be written: No space left on device" in ran.stderr


@pytest.mark.parametrize(("scratch", "status", "out"), [("full", 3, ""), ("free", 0, "seen\n")])
def test_every_folder_of_ours_on_a_full_disk(scratch: str, status: int, out: str, answer: Path, tmp_path: Path) -> None:
    """Nothing can be kept; where scratch folders are elsewhere code is run all the same."""
    disk, elsewhere = tmp_path / "disk", tmp_path / "elsewhere"
    disk.mkdir()
    elsewhere.mkdir()
    own = {f"TUTOR_{name}": str(disk / name.lower()) for name in ("DATA", "CACHE", "CONFIG", "STATE")}
    own["XDG_RUNTIME_DIR"] = str(disk if scratch == "full" else elsewhere)
    script = (
        f"mount -t tmpfs -o size=256k none {disk} && "
        f"{{ dd if=/dev/zero of={disk}/filler bs=4k 2>/dev/null; {sys.executable} -m tutor run {answer}; }}"
    )
    ran = subprocess.run(
        ["unshare", "-Urm", "sh", "-c", script], env={**os.environ, **own}, capture_output=True, text=True
    )
    if "unshare" in ran.stderr or "mount" in ran.stderr:
        pytest.skip(f"needs a disk of its own: {ran.stderr}")
    assert ran.returncode == status, ran.stderr
    assert ran.stdout.startswith(out)
    if status:
        assert is_one_line(ran.stderr)
        assert "is full; make some room there, then try again" in ran.stderr


def test_progress_on_a_full_disk_is_told_shown_and_exported(tmp_path: Path) -> None:
    """Nothing can be kept; what is there can still be looked at and taken elsewhere, and nothing of it is harmed."""
    disk, kept, out = tmp_path / "disk", tmp_path / "kept.db", tmp_path / "out.json"
    disk.mkdir()
    with Store(kept) as store:
        store.record(Verdict("introduction/components/mean-squared", "passed"), "x")
    own = {f"TUTOR_{name}": str(tmp_path / name.lower()) for name in ("CACHE", "CONFIG", "STATE")}
    tutor = f"{sys.executable} -m tutor"
    script = (
        f"mount -t tmpfs -o size=400k none {disk} && mkdir {disk}/data && cp {kept} {disk}/data/progress.db && "
        f"{{ dd if=/dev/zero of={disk}/filler bs=1k 2>/dev/null; "
        f"{tutor} import {kept}; {tutor} reset --yes; {tutor} export {out}; "
        f"cat {disk}/data/progress.db > {kept}.after; }}"
    )
    environment = {**os.environ, **own, "TUTOR_DATA": str(disk / "data")}
    ran = subprocess.run(["unshare", "-Urm", "sh", "-c", script], env=environment, capture_output=True, text=True)
    if "unshare" in ran.stderr or "mount" in ran.stderr:
        pytest.skip(f"needs a disk of its own: {ran.stderr}")
    lines = ran.stderr.splitlines()
    assert len(lines) == 3 and all(line.startswith("tutor: ") and "the disk is full" in line for line in lines), lines
    assert "mean-squared" in out.read_text()
    with Store(Path(f"{kept}.after")) as store:
        assert store.faults() == [] and len(store.standings()) == 1
