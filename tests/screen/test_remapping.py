"""Protects remapped keys: those that can't arrive or are taken are refused with the reason, others work."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.screen.conftest import Opening
from tutor.course.lines import plain
from tutor.progress.settings import Settings, load, save, settings_file
from tutor.progress.store import Store
from tutor.screen.bars import Bar, KeyBar
from tutor.screen.help import help_lines
from tutor.screen.home import HomeScreen
from tutor.screen.keys import BY_ID
from tutor.screen.lesson import LessonScreen
from tutor.screen.news import News
from tutor.screen.prose import Prose
from tutor.screen.remapping import movable, usable, why_not
from tutor.screen.settings import SettingsList


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("ctrl+i", "Tab"),
        ("ctrl+m", "Enter"),
        ("ctrl+j", "Enter"),
        ("ctrl+h", "Backspace"),
        ("alt+f", "Ctrl+Right"),
        ("ctrl+a", "screen"),
        ("ctrl+b", "tmux"),
        ("ctrl+enter", "doesn't arrive"),
        ("ctrl+shift+k", "doesn't arrive"),
        ("ctrl+1", "doesn't arrive"),
        ("f11", "terminals keep"),
        ("enter", "moving and writing"),
        ("x", "for writing"),
        ("中", "for writing"),
        ("ctrl+e", "already: run"),
        ("ctrl+z", "already: undo"),
    ],
)
def test_a_key_that_cannot_be_given_is_refused_with_the_reason(key: str, reason: str) -> None:
    assert reason in why_not("check", key, {})


def test_keys_that_arrive_everywhere_are_free_to_be_given() -> None:
    assert [why_not("check", key, {}) for key in ("f3", "alt+c", "ctrl+backslash", "ctrl+r")] == [""] * 4


def test_a_key_left_by_another_action_can_be_taken() -> None:
    assert "already" in why_not("check", "ctrl+e", {}) and why_not("check", "ctrl+e", {"run": "f3"}) == ""
    assert usable({"check": "ctrl+e", "run": "ctrl+r"}) == ({"check": "ctrl+e", "run": "ctrl+r"}, "")


def test_what_was_written_by_hand_and_cannot_be_is_told_and_left_out() -> None:
    good, told = usable({"check": "ctrl+i", "hint": "f3", "no-such": "f3"})
    assert good == {"hint": "f3"} and "`check` keeps its own key" in told
    assert "no action" in usable({"no-such": "f3"})[1]
    assert usable({"stop": "f3"})[0] == {} and "stop" not in {key.id for key in movable()}


async def test_a_remapped_key_does_it_and_is_shown_everywhere(opened: Opening, store: Store) -> None:
    save(Settings(remapped={"hint": "f3"}, tour=False))
    async with opened("start/steps/double") as pilot:
        await pilot.press("ctrl+g")
        assert store.hints_taken("start/steps/double") == 0
        await pilot.press("f3")
        assert store.hints_taken("start/steps/double") == 1
        lesson = pilot.app.screen
        assert isinstance(lesson, LessonScreen)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        lesson.bench.news.clear()
        await pilot.pause()
        assert "F3 hint" in pilot.app.screen.query_one(KeyBar).plain
        assert "F3" in plain(help_lines(80)) and "its own: ^g" in plain(help_lines(100))


async def test_settings_apply_at_once_and_are_kept(opened: Opening) -> None:
    async with opened("start/steps/double") as pilot:
        lesson = pilot.app.screen
        before = pilot.app.theme
        await pilot.press("alt+s", "down", "right", "right")
        await pilot.pause()
        assert load()[0].theme == "light" and pilot.app.theme != before
        await pilot.press("escape")
        assert pilot.app.screen is lesson and isinstance(lesson, LessonScreen)


async def test_a_new_key_is_pressed_and_a_bad_one_refused(opened: Opening) -> None:
    async with opened() as pilot:
        await pilot.press("alt+s")
        shown = pilot.app.screen.query_one(SettingsList)
        while shown.row is not BY_ID["check"]:
            await pilot.press("down")
        await pilot.press("enter", "ctrl+q")
        assert pilot.app.is_running and load()[0].remapped == {}
        assert "already: quit" in shown.about[0]
        await pilot.press("f3")
        await pilot.pause()
        assert load()[0].remapped == {"check": "f3"} and BY_ID["check"].shown == "F3"
        await pilot.press("delete")
        await pilot.pause()
        assert load()[0].remapped == {} and BY_ID["check"].shown == "^r"
        await pilot.press("enter", "escape", "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_settings_that_cannot_be_kept_are_told_and_in_force_all_the_same(
    opened: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in-the-way").write_text("")
    monkeypatch.setenv("TUTOR_CONFIG", str(tmp_path / "in-the-way" / "below"))
    async with opened(size=(80, 24)) as pilot:
        await pilot.press("alt+s", "down", "right", "right")
        await pilot.pause()
        told = pilot.app.screen.query_one("#settings-about", Prose)
        assert "aren't kept" in plain(list(map(list, told._lay_out(70)))).replace("\n", " ")
        assert pilot.app.theme != "tutor-dark"


async def test_what_is_wrong_in_the_settings_is_told_wherever_one_begins(
    opened: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    tell = News.tell
    monkeypatch.setattr(News, "tell", lambda self, text, *rest: (said.append(text), tell(self, text, *rest))[1])
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text('\ntheme = "mauve"\n')
    async with opened(size=(80, 24)) as pilot:
        first, second = (pilot.app.screen.query_one(f"#home-{which}", Bar).plain for which in ("first", "second"))
        assert "settings.toml:2:`theme`mustbe" in "".join((first + second).split())  # the folder may break the line
    async with opened("start/steps/double", size=(80, 24)):
        assert "settings.toml:2" in said[0]
