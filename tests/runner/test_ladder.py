"""Protects: what a machine can confine is tried, not guessed, and told in words a person can act on."""

from __future__ import annotations

import errno
import subprocess
import sys

import pytest

from tests.runner.support import ROOT
from tutor.runner.confine import Barrier, try_out
from tutor.runner.ladder import (
    BOTH,
    FILELESS,
    NAMESPACES,
    NOT_TRIED,
    REFUSED,
    SAFE,
    SWITCHES,
    Confinement,
    Tried,
    asked_for,
    judge,
    probe,
)


def test_this_machine_is_tried_in_a_process_of_its_own():
    found = probe()
    assert found.rung == "landlock+seccomp", f"these tests need a kernel with Landlock: {found.lacks}"
    assert found.safe
    assert found.lacks == ()
    assert Confinement.from_json(found.as_json()) == found


YES, NO = Tried(), Tried("Permission denied")


@pytest.mark.parametrize(
    ("landlock", "namespaces", "seccomp", "fileless", "rung", "words"),
    [
        (YES, NOT_TRIED, YES, NOT_TRIED, BOTH, []),
        (NO, YES, YES, NOT_TRIED, NAMESPACES, ["Landlock"]),
        (NO, NO, YES, YES, FILELESS, ["Landlock", "user namespaces"]),
        (NO, NO, YES, NO, REFUSED, ["Landlock", "user namespaces", "files"]),
        (YES, NOT_TRIED, NO, NOT_TRIED, REFUSED, ["seccomp"]),
        (NO, YES, NO, NO, REFUSED, ["Landlock", "seccomp"]),
    ],
)
def test_each_rung_names_what_the_ones_above_it_lack(landlock, namespaces, seccomp, fileless, rung, words):
    found = judge(7, landlock, namespaces, seccomp, fileless)
    assert found.rung == rung
    assert found.safe is (rung != REFUSED)
    assert found.files is (rung != FILELESS)
    assert len(found.lacks) == len(words)
    assert all(word in line for word, line in zip(words, found.lacks, strict=True))
    assert bool(found.notice) is (rung in (NAMESPACES, FILELESS))
    assert Confinement.from_json(found.as_json()) == found


def test_the_last_rung_is_refused_unless_asked_for():
    found = judge(0, NO, NO, NO, NO)
    assert "--unsafe" in found.refusal()
    assert "\n" not in found.refusal()
    assert (found.unsafe().rung, found.unsafe().safe) == ("none", False)
    assert "--unsafe" in found.unsafe().notice
    assert judge(7, YES, NO, YES, NO).unsafe().rung == BOTH, "who asks for less where all is there gets all"


@pytest.mark.parametrize(
    ("why_not", "advice"),
    [("ENOSYS", "Linux 5.13"), ("EOPNOTSUPP", "lsm="), ("EPERM", "container"), ("something else", "something else")],
)
def test_how_to_get_landlock_is_told(why_not, advice):
    assert advice in judge(0, Tried(why_not), YES, YES, NO).lacks[0]


@pytest.mark.parametrize(("switch", "off", "on"), SWITCHES)
def test_how_to_get_namespaces_is_told(monkeypatch, switch, off, on):
    monkeypatch.setattr("tutor.runner.ladder._switch", lambda name: off if name == switch else "")
    assert f"sysctl {switch}={on}" in judge(0, NO, NO, YES, YES).lacks[1]


@pytest.mark.parametrize("rung", [*SAFE, REFUSED])
def test_each_rung_is_tried_by_doing_and_leaves_nothing(tmp_path, rung):
    found = try_out(tmp_path, at_most=rung)
    if rung == NAMESPACES and found.rung != rung:
        pytest.skip(f"needs user namespaces: {found.lacks}")
    assert found.rung == rung
    assert list(tmp_path.iterdir()) == []


def test_without_landlock_namespaces_take_its_place(tmp_path):
    found = try_out(tmp_path, landlock_at_most=0)
    assert found.rung == (NAMESPACES if found.namespaces else FILELESS)


def test_a_folder_that_cannot_be_entered_is_no_rung(tmp_path, monkeypatch):
    """As where a user namespace is granted, and mounting in it is not."""

    def denied(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted", "/")

    monkeypatch.setattr("tutor.runner.kernel.mount", denied)
    found = try_out(tmp_path, at_most=NAMESPACES)
    assert (found.rung, found.namespaces) == (FILELESS, False)
    assert "Operation not permitted (/)" in found.lacks[1]


def test_the_environment_may_ask_for_a_lower_rung(monkeypatch):
    monkeypatch.setenv("TUTOR_CONFINEMENT", FILELESS)
    assert probe().rung == FILELESS
    assert asked_for(NAMESPACES) == NAMESPACES
    monkeypatch.setenv("TUTOR_CONFINEMENT", "high walls")
    with pytest.raises(ValueError, match="high walls: no such confinement; it is one of landlock"):
        asked_for(None)


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
