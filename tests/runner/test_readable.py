"""Protects: what a child may read covers Python and its packages, and never what is to be hidden."""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

import tutor
from tutor.runner.readable import around, readable


def tree(root: Path, *files: str) -> None:
    for file in files:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text("x")


def test_a_folder_with_nothing_to_hide_is_granted_whole(tmp_path):
    assert around(tmp_path, [tmp_path.parent / "elsewhere"]) == [tmp_path]


def test_neighbours_of_the_hidden_are_granted_one_by_one(tmp_path):
    tree(tmp_path, "torch/a.py", "six.py", "tutor/cli.py", "tutor/builtin/solutions/a.py", "tutor/course/b.py")
    assert around(tmp_path, [tmp_path / "tutor" / "builtin"]) == [
        tmp_path / "six.py",
        tmp_path / "torch",
        tmp_path / "tutor" / "cli.py",
        tmp_path / "tutor" / "course",
    ]


def test_what_lies_in_the_hidden_is_hidden(tmp_path):
    assert around(tmp_path / "course" / "lib", [tmp_path / "course"]) == []
    assert around(tmp_path, [tmp_path]) == []


def test_a_link_beside_the_hidden_grants_nothing(tmp_path):
    tree(tmp_path, "packages/hidden/a", "private/key")
    (tmp_path / "packages" / "link").symlink_to(tmp_path / "private")
    assert around(tmp_path / "packages", [tmp_path / "packages" / "hidden"]) == []


def test_what_is_granted_here_covers_python_and_not_this_program():
    granted = readable([Path(sysconfig.get_path("stdlib")) / "json"])

    def covered(path: str | Path) -> bool:
        return any(Path(path).resolve().is_relative_to(one.resolve()) for one in granted)

    import torch

    assert covered(torch.__file__)
    assert covered(Path(sysconfig.get_path("stdlib")) / "os.py")
    assert not covered(Path(sysconfig.get_path("stdlib")) / "json" / "__init__.py")
    assert not covered(tutor.__file__)
    assert not covered(Path(tutor.__file__).parent / "builtin" / "solutions")
    assert not covered("/root/.ssh")
    assert not covered("/home/somebody/.ssh")
    assert not covered("/etc/passwd")


def test_a_second_copy_of_this_program_is_hidden_too(tmp_path, monkeypatch):
    packages = tmp_path / "lib" / "site-packages"
    tree(packages, "tutor/builtin/solutions/a.py", "tutor-0.1.0.dist-info/RECORD", "other/a.py")
    monkeypatch.setattr("sys.path", [*sys.path, str(packages)])
    granted = readable()
    assert packages / "other" in granted
    assert not any((packages / "tutor").is_relative_to(path) for path in granted)
    assert not any((packages / "tutor-0.1.0.dist-info").is_relative_to(path) for path in granted)
