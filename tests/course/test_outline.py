"""Protects the outline: it tells what the whole course tells, is never stale, and is never judged by."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.course.conftest import SmallCourse
from tutor.course import loader
from tutor.course import outline as outlines
from tutor.course.loader import CHECKOUT, load
from tutor.course.model import Course
from tutor.course.outline import Outlines, outline, whole


def facts(course: Course) -> list[object]:
    """All that an outline must know of a course."""
    return [
        (course.title, course.id, course.languages, course.faults),
        [(one.id, one.title, one.summary, one.aliases, one.path) for one in course.chapters],
        [
            (one.address, one.title, one.summary, one.minutes, one.requires, one.aliases, one.broken, one.path)
            for one in course.lessons()
        ],
        [[(page.id, page.title, page.exercise is None) for page in one.pages] for one in course.lessons()],
        [
            (one.address, one.kind, one.title, one.optional, one.difficulty, one.tags, one.aliases)
            for one in course.exercises()
        ],
    ]


def read_again(root: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """The outline, without a chance to read the course itself."""

    def never(*_: object) -> Course:
        raise AssertionError("the course was read")

    with monkeypatch.context() as patch:
        patch.setattr(loader, "load", never)
        return outline(root, cache)


def test_an_outline_tells_what_the_course_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = outline(CHECKOUT, tmp_path)
    second = read_again(CHECKOUT, tmp_path, monkeypatch)
    assert facts(first) == facts(second) == facts(load(CHECKOUT))
    assert all(lesson.outlined for lesson in second.lessons())


def test_whatever_changes_in_the_files_is_read(small: SmallCourse, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    outline(small.root, cache)
    small.change('title = "Sums"', 'title = "Totals"')
    assert "Totals" in [lesson.title for lesson in outline(small.root, cache).lessons()]
    small.write("exercises/basics/sums/add-up.py", "")
    assert [fault.path.name for fault in outline(small.root, cache).faults] == [
        fault.path.name for fault in load(small.root).faults
    ]
    (small.root / "lessons/01-basics/02-sums.toml").unlink()
    assert "basics/sums" not in [lesson.address for lesson in outline(small.root, cache).lessons()]


def test_a_sitting_makes_each_outline_once_until_a_file_changes(small: SmallCourse, tmp_path: Path) -> None:
    sitting = Outlines(small.root, tmp_path / "cache")
    english, chinese = sitting.within("en"), sitting.within("zh")
    assert facts(english) == facts(load(small.root, "en")) and facts(chinese) == facts(load(small.root, "zh"))
    assert sitting.within("en") is english and sitting.within("zh") is chinese
    small.change('title = "Sums"', 'title = "Totals"')
    assert "Totals" in [lesson.title for lesson in sitting.within("en").lessons()]


def test_a_lesson_is_whole_when_it_is_wanted(
    small: SmallCourse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outline(small.root, tmp_path)
    course = read_again(small.root, tmp_path, monkeypatch)
    (there,) = (lesson for lesson in load(small.root).lessons() if lesson.address == "basics/sums")
    (lesson,) = (lesson for lesson in course.lessons() if lesson.address == "basics/sums")
    assert not any(page.text for page in lesson.pages)
    assert whole(course, lesson) == there
    assert whole(course, there) is there


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"whose": 1}', '{"whose": [0], "stamp": ""}', "\xff"])
def test_what_can_not_be_read_is_made_anew(small: SmallCourse, tmp_path: Path, kept: str) -> None:
    outline(small.root, tmp_path)
    (file,) = tmp_path.rglob("outlines/*.json")
    file.write_text(kept, "latin-1")
    assert facts(outline(small.root, tmp_path)) == facts(load(small.root))
    assert json.loads(file.read_bytes())["whose"] == [outlines.FORMAT, str(small.root), "en"]


def test_a_cache_that_can_not_be_written_is_no_fault(small: SmallCourse, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert facts(outline(small.root, tmp_path / "file")) == facts(load(small.root))


def test_nothing_but_the_outline_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However large the course: listing it opens one file."""
    outline(CHECKOUT, tmp_path)
    opened: list[str] = []
    real = Path.read_bytes

    def counted(path: Path) -> bytes:
        opened.append(os.fspath(path))
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", counted)
    read_again(CHECKOUT, tmp_path, monkeypatch)
    assert len(opened) == 1
