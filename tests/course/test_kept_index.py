"""Protects the kept index: the same as one built anew, forgotten when a file changes, and never in the way."""

from __future__ import annotations

import os
from pathlib import Path

from tests.screen.material import write_course
from tutor.course.index import build_index
from tutor.course.kept_index import keep_index, kept_index
from tutor.course.loader import load


def test_what_is_kept_is_what_is_built(tmp_path: Path) -> None:
    root = write_course(tmp_path / "course")
    assert kept_index(root, tmp_path / "cache") is None
    built = keep_index(root, tmp_path / "cache")
    assert kept_index(root, tmp_path / "cache") == built == build_index(load(root))


def test_a_changed_course_is_indexed_anew(tmp_path: Path) -> None:
    root = write_course(tmp_path / "course")
    keep_index(root, tmp_path / "cache")
    lesson = root / "lessons" / "01-start" / "01-steps.toml"
    lesson.write_text(lesson.read_text().replace("Only to read", "Merely to read"))
    os.utime(lesson, (1, 1))
    assert kept_index(root, tmp_path / "cache") is None


def test_a_damaged_cache_is_none_and_one_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    root = write_course(tmp_path / "course")
    keep_index(root, tmp_path / "cache")
    (file,) = (tmp_path / "cache" / "indexes").iterdir()
    for text in ("", "[]", '{"format": 1}', '{"format": 1, "stamp": 3, "entries": [1]}', "[" * 9000):
        file.write_text(text)
        assert kept_index(root, tmp_path / "cache") is None
    (tmp_path / "in-the-way").write_text("")
    assert keep_index(root, tmp_path / "in-the-way")
