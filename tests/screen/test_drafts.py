"""Protects what is typed: saved soon, saved while keys go on, and not lost when it can't be saved at once."""

from __future__ import annotations

import asyncio

import pytest

from tests.screen.conftest import Opening
from tests.screen.test_lesson import screen_of, until
from tutor.progress.faults import ProgressError
from tutor.progress.store import Store
from tutor.screen import drafts as drafts_module
from tutor.screen.bars import PaneTitle
from tutor.screen.drafts import Drafts


class Page:
    """A keeper that can be told to fail, as a full disk does."""

    def __init__(self) -> None:
        self.kept: list[tuple[str, str]] = []
        self.full = False
        self.came = asyncio.Event()

    def save_draft(self, address: str, text: str, cursor: tuple[int, int] = (0, 0)) -> bool:  # noqa: ARG002
        if self.full:
            raise ProgressError("the disk is full")
        self.kept.append((address, text))
        self.came.set()
        return False


async def test_a_draft_is_saved_by_itself_with_its_latest_text() -> None:
    page = Page()
    drafts = Drafts(page)
    text = ["a"]
    drafts.changed("x", lambda: (text[0], (0, 0)))
    text[0] = "ab"
    await page.came.wait()
    assert page.kept == [("x", "ab")]


async def test_keys_that_never_pause_are_saved_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts_module, "AFTER_LAST_KEY", 0.05)
    monkeypatch.setattr(drafts_module, "AT_LATEST", 0.2)
    page = Page()
    drafts = Drafts(page)
    keys = 0
    while not page.kept:
        keys += 1
        drafts.changed("x", lambda: ("x", (0, 0)))
        await asyncio.sleep(0)
    assert keys > 1


async def test_a_change_elsewhere_saves_what_was_left() -> None:
    page = Page()
    drafts = Drafts(page)
    drafts.changed("x", lambda: ("one", (0, 0)))
    drafts.changed("y", lambda: ("two", (0, 0)))
    assert page.kept == [("x", "one")]
    assert drafts.save() and page.kept[-1] == ("y", "two")


async def test_what_could_not_be_saved_is_kept_and_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts_module, "AT_LATEST", 0.05)
    page = Page()
    page.full = True
    states: list[str] = []
    drafts = Drafts(page, states.append)
    drafts.changed("x", lambda: ("one", (0, 0)))
    assert not drafts.save()
    assert drafts.trouble == "the disk is full" and states == ["not saved"]
    page.full = False
    await page.came.wait()
    assert page.kept == [("x", "one")] and drafts.trouble is None and states[-1] == "saved"


async def test_the_screen_says_that_nothing_is_saved_and_why(opened: Opening, store: Store) -> None:
    async with opened("start/steps/double") as pilot:
        screen = screen_of(pilot)
        store.close()
        screen.bench.answer.editor.focus()
        await pilot.press("x")
        title = screen.query_one("#answer-title", PaneTitle)
        await until(pilot, lambda: "not saved" in title.plain)
        assert screen.bench.news.told is not None and screen.bench.news.told[1] == "fault"
        await pilot.press("y")
        assert "xy" in screen.bench.answer.editor.text
