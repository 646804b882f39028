"""Protects the way to one's own editor and back: the text taken over, and nothing lost where that goes wrong."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.screen.material import Person
from tutor.screen.editing.outside import Outside, command

Seat = Callable[..., Person]
PANE, OUTSIDE, UNDO, QUIT = "\x0f", "\x1be", "\x1a", "\x11"


def script(folder: Path, body: str, name: str = "own editor") -> str:
    """A program that stands in for an editor: `$file` is the draft. Returned as $EDITOR would say it."""
    path = folder / name
    path.write_text(f"#!/bin/sh\nfor file; do :; done\n{body}\n")
    path.chmod(0o755)
    return f'"{path}"'


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left behind on purpose goes with the test."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


# which editor


@pytest.fixture
def programs(tmp_path: Path) -> dict[str, str]:
    """A PATH with two programs on it."""
    for name in ("nano", "mine"):
        script(tmp_path, "exit 0", name)
    return {"PATH": str(tmp_path)}


def test_visual_goes_before_editor_and_both_may_have_arguments(programs: dict[str, str]) -> None:
    assert command({**programs, "VISUAL": "mine --wait 'a b'", "EDITOR": "nano"}) == (["mine", "--wait", "a b"], "")
    assert command({**programs, "VISUAL": " ", "EDITOR": "nano -w"}) == (["nano", "-w"], "")


def test_without_either_one_that_is_there_is_taken(programs: dict[str, str]) -> None:
    assert command(programs) == (["nano"], "")
    words, why = command({"PATH": "/nowhere"})
    assert words == [] and "$EDITOR" in why


def test_what_cannot_be_started_is_told(programs: dict[str, str]) -> None:
    assert command({**programs, "EDITOR": "'open"})[1] == "$EDITOR is no command: 'open"
    assert command({**programs, "VISUAL": "gone -x"})[1] == "$VISUAL names gone, which isn't there"


# the file


def test_the_draft_is_nobody_elses_and_gone_afterwards() -> None:
    draft = Outside(["vim", "-u"], "x = '字'\n", "own-name.py", 3)
    assert draft.arguments == ["vim", "-u", "+3", str(draft.file)] and draft.file.name == "own-name.py"
    assert stat.S_IMODE(draft.folder.stat().st_mode) == 0o700
    assert draft.file.read_text() == "x = '字'\n"
    draft.file.write_bytes("y = '字'\r\nz\x00".encode())
    assert draft.take_back(0).text == "y = '字'\nz"
    assert not draft.folder.exists()


@pytest.mark.parametrize("after", ["x", "x\n"])
def test_what_is_the_same_is_no_change(after: str) -> None:
    draft = Outside(["ed"], "x", "a.py", 1)
    draft.file.write_text(after)
    back = draft.take_back(0)
    assert back.text is None and back.trouble == "" and not draft.folder.exists()


def test_what_cannot_be_taken_over_is_left_where_it_is() -> None:
    for data, status, told in (
        (b"\xff\xfe", 0, "not UTF-8"),
        (b"x" * (1 << 20) + b"x", 0, "larger"),
        (b"y", 1, "status 1"),
    ):
        draft = Outside(["ed"], "x", "a.py", 1)
        draft.file.write_bytes(data)
        back = draft.take_back(status)
        assert back.text is None and told in back.trouble and str(draft.file) in back.trouble
        assert draft.file.read_bytes() == data


def test_an_editor_that_failed_without_writing_leaves_nothing_behind() -> None:
    draft = Outside(["ed"], "x", "a.py", 1)
    assert draft.take_back(-9).trouble == "ed was ended by signal 9; the draft is as it was"
    assert not draft.folder.exists()
    draft = Outside(["ed"], "x", "a.py", 1)
    draft.file.unlink()
    back = draft.take_back(0)
    assert back.text is None and "can't be read" in back.trouble and not draft.folder.exists()


# on a real terminal


def test_the_draft_comes_back_and_the_screen_is_whole_though_it_was_resized(person: Seat, tmp_path: Path) -> None:
    editor = script(tmp_path, 'echo INSIDE; read word; echo "$word = 1" >> "$file"')
    seated = person("start/steps/double", size=(80, 24), host="bare", EDITOR=editor, VISUAL="")
    seated.until("Your task")
    seated.press(PANE)
    seated.until("def double")
    seated.press(OUTSIDE)
    seated.until("INSIDE")
    seated.child.setwinsize(30, 110)
    seated.rows, seated.columns = 30, 110
    seated.screen.resize(30, 110)
    seated.press("taken\r")
    seated.until("taken = 1")
    seated.until("Your task")
    seated.until(r"\^r check .* F1 help")
    assert "INSIDE" not in seated.text
    before = seated.text
    seated.press(UNDO)
    seated.read(0.5)
    assert "taken" not in seated.text and "def double" in seated.text and before != seated.text


def test_ctrl_c_in_the_editor_is_the_editors(person: Seat, tmp_path: Path) -> None:
    editor = script(
        tmp_path, 'trap "echo heard = 1 >> \\"$file\\"; exit 0" INT\necho INSIDE; while :; do sleep 0.1; done'
    )
    seated = person("start/steps/double", size=(110, 30), host="bare", EDITOR=editor, VISUAL="")
    seated.until("def double")
    seated.press(OUTSIDE)
    seated.until("INSIDE")
    seated.press("\x03")
    seated.until("heard = 1")
    seated.read(0.5)
    seated.press("STILL")
    seated.until("STILL")
    seated.press(QUIT)
    assert seated.ended() == 0


def test_an_editor_that_fails_or_is_not_there_is_told_in_one_line(person: Seat, tmp_path: Path) -> None:
    failing = script(tmp_path, "exit 3")
    seated = person("start/steps/double", size=(110, 30), host="bare", EDITOR=failing, VISUAL="")
    seated.until("def double")
    seated.press(OUTSIDE)
    seated.until("ended with status 3; the draft is as it was")
    assert "def double" in seated.text
    other = person("start/steps/double", size=(110, 30), host="bare", EDITOR="nowhere-to-be-found", VISUAL="")
    other.until("def double")
    other.press(OUTSIDE)
    other.until("EDITOR names nowhere-to-be-found, which isn't there")
