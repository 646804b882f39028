"""What was computed once is shown again at once, and never for another text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.progress.conftest import course, exercise
from tutor.course.model import Lesson
from tutor.course.page_text import FenceOutput
from tutor.progress.outputs import OutputCache

LESSON: Lesson = course(("one", [exercise("tensors/one/a")])).chapters[0].lessons[0]
OUTPUTS = [[FenceOutput("tensor([0, 形])\n"), FenceOutput("ValueError: [/] \\x1b", error=True)]]


def test_outputs_come_back_as_they_were(tmp_path: Path) -> None:
    """Texts and errors, page by page."""
    cache = OutputCache(tmp_path / "not there yet")
    assert cache.get(LESSON) is None
    cache.put(LESSON, OUTPUTS)
    assert cache.get(LESSON) == OUTPUTS


def test_a_changed_page_is_computed_again(tmp_path: Path) -> None:
    """An edited text never stands above the old text's output."""
    cache = OutputCache(tmp_path)
    cache.put(LESSON, OUTPUTS)
    pages = (replace(LESSON.pages[0], text="other words"),)
    assert cache.get(replace(LESSON, pages=pages)) is None


def test_what_can_not_be_read_or_written_is_no_fault(tmp_path: Path) -> None:
    """A cache is never a reason to fail."""
    cache = OutputCache(tmp_path)
    cache.put(LESSON, OUTPUTS)
    for text in ('[["half', "[" * 9000):
        for file in tmp_path.rglob("*.json"):
            file.write_text(text)
        assert cache.get(LESSON) is None
    (tmp_path / "file").touch()
    blocked = OutputCache(tmp_path / "file")
    blocked.put(LESSON, OUTPUTS)
    assert blocked.get(LESSON) is None
