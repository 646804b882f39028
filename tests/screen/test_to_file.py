"""Protects the way out for those whose terminal takes no copies: a file in the folder they are in, and none of theirs
written over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.screen.conftest import Opening
from tests.screen.test_lesson import screen_of
from tutor.screen.editing.to_file import write


def test_a_file_that_is_there_stays_and_the_same_text_is_not_written_twice(tmp_path: Path) -> None:
    (tmp_path / "double.py").write_text("mine\n")
    first = write(tmp_path, "double.py", "x = 'π'\n")
    assert first.name == "double-2.py" and first.read_text(encoding="utf-8") == "x = 'π'\n"
    assert write(tmp_path, "double.py", "x = 'π'\n") == first
    assert write(tmp_path, "double.py", "x = 3\n").name == "double-3.py"
    assert (tmp_path / "double.py").read_text() == "mine\n"


def test_what_is_in_the_way_is_never_followed(tmp_path: Path) -> None:
    (tmp_path / "double.py").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "double-2.py").mkdir()
    assert write(tmp_path, "double.py", "x\n").name == "double-3.py"
    assert not (tmp_path / "elsewhere").exists()


def test_names_without_end_are_refused(tmp_path: Path) -> None:
    for n in range(1, 100):
        (tmp_path / ("a.py" if n == 1 else f"a-{n}.py")).write_text("theirs")
    with pytest.raises(FileExistsError):
        write(tmp_path, "a.py", "x\n")


async def test_the_answer_or_what_the_panel_shows_is_written_where_one_is(
    opened: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with opened("start/steps/double") as pilot:
        screen = screen_of(pilot)
        await pilot.press("ctrl+d", *"to a file", "enter")
        await pilot.pause()
        assert (tmp_path / "double.py").read_text() == screen.bench.answer.editor.text
        assert "double.py" in (screen.bench.news.told or ("",))[0]
        await pilot.press("alt+o", "ctrl+d", *"to a file", "enter")
        await pilot.pause()
        assert re.search(r"\^r checks your answer", (tmp_path / "double-verdict.txt").read_text())
        (tmp_path / "gone").mkdir()
        monkeypatch.chdir(tmp_path / "gone")
        (tmp_path / "gone").rmdir()
        await pilot.press("ctrl+d", *"to a file", "enter")
        await pilot.pause()
        assert "can't be written here" in (screen.bench.news.told or ("",))[0]
