"""Protects a slow line: the bytes of each kind of key, and none where nothing changes; the same picture each time."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from textual import events
from textual.geometry import Size

from tests.screen.conftest import no_runner
from tests.screen.wire import Seated, seated
from tutor.course.loader import CHECKOUT, load
from tutor.course.model import Course
from tutor.course.under_cursor import Call
from tutor.progress.store import Store
from tutor.screen.editor import Editor
from tutor.screen.lesson import LessonScreen
from tutor.screen.session import Session
from tutor.screen.signature import signature_parts

MOST = 150  # bytes a key
TYPED = "y = torch.ones(2, 3)"


@pytest.fixture(autouse=True)
def colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that a terminal has over SSH, whoever runs the tests."""
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("COLORTERM", "NO_COLOR", "STY", "TMUX", "TERM_PROGRAM", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft is saved, and that told, with its first key: no clock says which key it belongs to."""
    for name in ("AFTER_LAST_KEY", "AT_LATEST"):
        monkeypatch.setattr(f"tutor.screen.drafts.{name}", 0.0)


async def write(one: Seated, text: str) -> None:
    """Type `text`, key by key."""
    names = {" ": "space", "\n": "enter"}
    await one.press(*(names.get(letter, letter) for letter in text), kind="a letter")


async def test_each_kind_of_key_costs_few_bytes(course: Course, store: Store) -> None:
    async with seated(Session(course, store, no_runner), "start/steps/double") as one:
        await one.press("ctrl+o", kind="to the answer")
        assert isinstance(one.pilot.app.focused, Editor)
        await one.press("ctrl+end", "#", "backspace", kind="before")
        one.costs.clear()
        await write(one, "x = torch.aran")
        await one.press("tab", kind="Tab, which takes the rest of a name")
        await one.press("enter", "enter", "enter", "enter", "enter", kind="Enter at the end")
        await one.press("backspace", "backspace", kind="Backspace that joins lines")
        await one.press("up", "left", "down", "right", "home", "end", "ctrl+home", "ctrl+end", kind="an arrow")
        await one.press("up", "up", "up", "enter", "enter", "backspace", "backspace", kind="Enter above other lines")
        await one.press("ctrl+z", "ctrl+z", "ctrl+z", kind="undo")
        await one.press("ctrl+y", "ctrl+y", "ctrl+y", kind="redo")
        await one.press("ctrl+end", kind="an arrow")
        await one.press("(", "'", "a", "'", ")", "[", "backspace", kind="what closes itself")
        await one.press("ctrl+w", "ctrl+w", "ctrl+u", kind="delete a word, a line")
        await one.press("tab", "shift+tab", kind="Tab")
        await write(one, "字")
        await one.press("ctrl+underscore", "ctrl+underscore", kind="comment")
        await one.press("shift+up", "shift+left", "shift+down", "right", kind="select")
        await one.press(*["enter"] * 8, *["up"] * 20, *["down"] * 20, kind="scroll")
        await one.hear(events.Paste(TYPED), "paste of one line")
        assert max(one.costs.values()) <= MOST, one.costs
        assert one.line.sent < one.line.sent_by_textual / 20


async def test_a_signature_that_comes_and_goes_costs_few_bytes(course: Course, store: Store) -> None:
    signature = "arange(start=0, end, step=1, *, out=None, dtype=None, layout=torch.strided, device=None) -> Tensor"
    async with seated(Session(course, store, no_runner), "start/steps/double") as one:
        screen = one.pilot.app.screen
        assert isinstance(screen, LessonScreen)
        answer = screen.bench.answer
        await one.press("ctrl+o", "ctrl+end")
        await write(one, "x = torch.arange")

        async def key(typed: str, call: Call | None) -> int:
            """The bytes of a key, and of the signature that follows it after a pause."""
            before = one.line.sent
            await one.press(typed)
            answer.show_signature(None if call is None else lambda room: signature_parts(signature, call, room))
            await one.settle()
            one.line.check(f"a signature behind {typed}")
            return one.line.sent - before

        calls = [("(", 0), ("3", 0), (",", 1), ("4", 1), (",", 2), ("5", 2), (")", None), ("(", 0), (")", None)]
        costs = [await key(typed, None if at is None else Call("torch.arange", at)) for typed, at in calls]
        assert max(costs) <= MOST, costs
        row = one.line.ours.display[1]
        assert row.startswith("━ double.py  ") and row.endswith("━")
        await one.press("ctrl+o", "ctrl+o")  # the rule is whole again when one comes back
        assert "━" * 60 in one.line.ours.display[1]


async def test_where_nothing_changes_nothing_is_sent(course: Course, store: Store) -> None:
    async with seated(Session(course, store, no_runner), "start/steps/double") as one:
        await one.press("ctrl+o", "ctrl+home", "escape")
        before = one.line.sent
        await one.press("left", "home", "ctrl+home", "ctrl+y", "escape", "ctrl+z")
        one.pilot.app.refresh(layout=True)
        await one.settle()
        assert one.line.sent == before, (one.costs, one.line.last)


@pytest.fixture
def full_pages(tmp_path: Path) -> Course:
    """A course of one of the built-in course's own chapters."""
    shutil.copytree(CHECKOUT / "lessons" / "01-tensor-basics", tmp_path / "full" / "lessons" / "01-tensor-basics")
    (tmp_path / "full" / "lessons" / "course.toml").write_text('title = "A chapter"\n')
    for part in ("exercises", "solutions"):
        shutil.copytree(CHECKOUT / part / "tensor-basics", tmp_path / "full" / part / "tensor-basics")
    return load(tmp_path / "full")


async def test_a_page_turn_costs_less_than_three_thousand_bytes(full_pages: Course, store: Store) -> None:
    async with seated(Session(full_pages, store, no_runner), "tensor-basics/strides-and-views") as one:
        one.costs.clear()
        await one.press(*["ctrl+n"] * 6, *["ctrl+p"] * 3, kind="a page turn")
        assert "page 4 of 7" in one.line.ours.display[0]
        assert max(one.costs.values()) <= 3000, one.costs


KEYS = [
    *("a", "b", "space", "(", "[", "'", '"', ":", "=", ".", "#", "字", "，", "enter", "enter", "tab", "shift+tab"),
    *("backspace", "delete", "up", "down", "left", "right", "home", "end", "ctrl+home", "ctrl+end", "pageup"),
    *("pagedown", "ctrl+z", "ctrl+y", "ctrl+underscore", "shift+up", "shift+right", "ctrl+w", "ctrl+g", "ctrl+n"),
    *("ctrl+p", "ctrl+o", "ctrl+o", "f1", "escape", "escape", "ctrl+f", "alt+left", "alt+right"),
]
SIZES = [(80, 24), (110, 30), (60, 20), (100, 26)]
# All with the same colours: Rich keeps what it once made of a style.
TERMINALS = {
    "xterm": {},
    "screen": {"TERM": "screen-256color", "STY": "1.here"},
    "tmux": {"TERM": "tmux-256color", "TMUX": "here"},
}


@pytest.mark.parametrize("terminal", TERMINALS)
async def test_whatever_is_pressed_gives_textuals_picture(
    course: Course, store: Store, monkeypatch: pytest.MonkeyPatch, terminal: str
) -> None:
    for name, value in TERMINALS[terminal].items():
        monkeypatch.setenv(name, value)
    chance = random.Random(terminal)
    size = chance.choice(SIZES)
    async with seated(Session(course, store, no_runner), "start/steps/double", size) as one:
        for _ in range(2):
            await one.press(*(chance.choice(KEYS) for _ in range(12)))
            # Another size: after the same one, as after a moment of another, all is drawn again a little later.
            size = chance.choice([each for each in SIZES if each != size])
            one.line.resize(*size)
            await one.hear(events.Resize(Size(*size), Size(*size)), f"resize to {size}")
