"""Protects: what a machine can confine is tried, not guessed, and told in words a person can act on."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.runner.support import ROOT
from tutor.runner.confine import Barrier, try_out
from tutor.runner.ladder import Confinement, judge, probe


def test_this_machine_is_tried_in_a_process_of_its_own():
    found = probe()
    assert found.rung == "landlock+seccomp", f"these tests need a kernel with Landlock: {found.lacks}"
    assert found.safe
    assert found.lacks == ()
    assert Confinement.from_json(found.as_json()) == found


@pytest.mark.parametrize(
    ("abi", "seccomp", "words"), [(0, True, ["Landlock"]), (7, False, ["seccomp"]), (0, False, ["Landlock", "seccomp"])]
)
def test_what_is_lacking_is_named_and_refused_unless_asked_for(abi, seccomp, words):
    found = judge(abi, seccomp)
    assert (found.rung, found.safe) == ("refused", False)
    assert len(found.lacks) == len(words)
    assert all(word in line for word, line in zip(words, found.lacks, strict=True))
    assert all(word in found.refusal() for word in [*words, "--unsafe"])
    assert "\n" not in found.refusal()
    assert found.unsafe().rung == "none"
    assert not found.unsafe().safe


def test_a_barrier_that_does_not_hold_is_found_out(tmp_path, monkeypatch):
    """A kernel that says yes and does nothing must not pass: here the barrier is one that isn't raised."""
    monkeypatch.setattr(Barrier, "raise_around", lambda *_: None)
    found = try_out(tmp_path)
    assert (found.landlock_abi, found.seccomp, found.rung) == (0, False, "refused")
    assert list(tmp_path.iterdir()) == []


def test_a_python_that_cannot_try_is_told():
    found = probe("/bin/false")
    assert found.rung == "refused"
    assert "trying it failed" in found.lacks[0]


@pytest.mark.parametrize(
    "module", ["tutor.runner.client", "tutor.runner.ladder", "tutor.runner.text", "tutor.runner.wire"]
)
def test_the_screens_side_stays_light(module):
    """Nothing of the runner that the screen imports brings in what takes seconds or belongs in a child."""
    heavy = ["torch", "numpy", "pandas", "textual", "ctypes", "tutor.runner.child", "tutor.runner.host"]
    look = f"import {module}, sys; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
