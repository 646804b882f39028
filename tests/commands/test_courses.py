"""Protects courses from elsewhere on the command line: zip files and installed ones, with progress of their own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.conftest import Ran, is_one_line
from tutor.cli import main

ANSWER = "def double(x):\n    return 2 * x\n"


@pytest.fixture
def on(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Runs a command on the course that the first argument names."""

    def run(course: str | Path, *words: str | Path) -> Ran:
        capsys.readouterr()
        status = main(["--course", str(course), *map(str, words)])
        said = capsys.readouterr()
        return Ran(status, said.out, said.err)

    return run


def done(ran: Ran) -> list[str]:
    """The addresses that `tutor list --json` says are passed."""
    lessons = [lesson for chapter in ran.json["chapters"] for lesson in chapter["lessons"]]
    return [one["address"] for lesson in lessons for one in lesson["exercises"] if one["standing"] == "passed"]


def packed(course: Path, name: str) -> Path:
    return Path(shutil.make_archive(str(course.parent / name), "zip", course))


def test_a_zip_file_is_worked_on_as_a_folder_is(on: Callable[..., Ran], course: Path, tmp_path: Path) -> None:
    """Protects learners who were sent a zip file: check, progress, and the next version of the same file."""
    answer = tmp_path / "answer.py"
    answer.write_text(ANSWER)
    path = packed(course, "sent")
    assert on(path, "check", "arithmetic/doubling/double", answer).status == 0
    assert done(on(path, "list", "--json")) == ["arithmetic/doubling/double"]
    assert done(on(course, "list", "--json")) == []
    (course / "lessons" / "arithmetic" / "02-broken.toml").unlink()
    assert done(on(packed(course, "sent"), "list", "--json")) == ["arithmetic/doubling/double"]


def test_a_course_with_an_id_keeps_its_progress_anywhere(on: Callable[..., Ran], course: Path, tmp_path: Path) -> None:
    """Protects progress when a course moves: its own id counts, not where it lies."""
    answer = tmp_path / "answer.py"
    answer.write_text(ANSWER)
    (course / "lessons" / "course.toml").write_text('id = "doubling-course"\n')
    assert on(course, "check", "arithmetic/doubling/double", answer).status == 0
    path = packed(course, "sent")
    moved = course.rename(tmp_path / "elsewhere")
    again = Path(shutil.copy(path, tmp_path / "renamed.zip"))
    for where in (path, moved, again):
        assert done(on(where, "list", "--json")) == ["arithmetic/doubling/double"]


def test_a_zip_file_can_be_linted_and_verified_by_its_path(tutor: Callable[..., Ran], course: Path) -> None:
    """Protects whoever was sent a course and wants to know first whether it is sound."""
    path = packed(course, "sent")
    assert tutor("lint", path).out.strip().endswith("in 2 lessons with 3 exercises")
    (course / "lessons" / "arithmetic" / "02-broken.toml").unlink()
    assert tutor("verify", packed(course, "sound"), "--seeds", "1").status == 0
    path.write_bytes(b"PK")
    assert is_one_line(tutor("lint", path).err)


def test_nothing_is_written_into_a_zip_file(on: Callable[..., Ran], course: Path) -> None:
    """Protects the unpacked copy, which is the cache's, from a lesson that would be lost in it."""
    path = packed(course, "sent")
    before = path.read_bytes()
    ran = on(path, "new", "a/b")
    assert ran.status == 2
    assert is_one_line(ran.err)
    assert "can't be written in" in ran.err
    assert path.read_bytes() == before


def test_courses_are_listed(on: Callable[..., Ran], course: Path) -> None:
    """Protects whoever wants to know what `--course` takes."""
    ran = on(course, "list", "--courses")
    assert ran.status == 0
    assert ran.out.startswith("builtin ")
    rows = on(course, "list", "--courses", "--json").json["courses"]
    assert rows[0]["name"] == "builtin"
    assert rows[0]["problem"] is None
    assert rows[0]["title"]


@pytest.mark.parametrize("name", ["nope", "nope.zip", "./nope", "builtni"])
def test_what_is_not_there_is_told(on: Callable[..., Ran], name: str) -> None:
    """Protects whoever mistypes a course."""
    ran = on(name, "list")
    assert ran.status == 2
    assert is_one_line(ran.err)
