"""Protects: commands that run at the same time on one progress lose nothing of each other's."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tutor.progress.aliases import identity
from tutor.progress.store import Store

DOUBLE = "arithmetic/doubling/double"


def test_three_checks_at_once_are_all_judged_and_kept(course: Path, tmp_path: Path) -> None:
    answer = tmp_path / "answer.py"
    answer.write_text("def double(x):\n    return x * x\n")
    command = [sys.executable, "-m", "tutor", "--course", str(course), "check", DOUBLE, str(answer)]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    for one in started:
        out, err = one.communicate()
        assert (one.returncode, err) == (1, "")
        assert "You squared" in out
    with Store(course=identity(course, built_in=False)) as store:
        assert store.attempts(DOUBLE) == 3
