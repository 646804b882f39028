"""Protects the one key between English and Chinese: all that is shown changes at once, what is written stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from tests.screen.conftest import Opening, no_runner, real_runner
from tests.screen.material import Person
from tests.screen.test_lesson import page_text, panel_text, screen_of, until, write
from tutor.course.loader import load
from tutor.progress.settings import load as load_settings
from tutor.progress.store import Store
from tutor.screen.app import TutorApp
from tutor.screen.bars import Bar, KeyBar, PaneTitle
from tutor.screen.session import Session

WORDS = """
title = "第一步"

[[page]]
id = "writing"
title = "写一写"
text = "写吧。"

[page.exercise]
id = "double"
title = "两倍"
goal = "返回 `x` 的两倍。"

[[page.exercise.mistake]]
id = "squares"
says = "这是平方。"
"""


@pytest.fixture(autouse=True)
def translated(course_folder: Path) -> None:
    """One lesson has words in Chinese: for one of its pages."""
    (course_folder / "lessons" / "01-start" / "01-steps.zh.toml").write_text(WORDS, "utf-8")


def said(pilot: Pilot[Any], kind: type[Bar], name: str = "") -> str:
    return pilot.app.screen.query_one(f"#{name}" if name else kind.__name__, kind).plain


async def test_the_map_is_said_anew(opened: Opening) -> None:
    async with opened() as pilot:
        await pilot.press("ctrl+l")
        assert "打开" in said(pilot, KeyBar)
        assert "个练习" in said(pilot, Bar, "home-title")
        assert load_settings()[0].language == "zh"
        await pilot.press("ctrl+l")
        assert "open" in said(pilot, KeyBar)
        assert load_settings()[0].language == "en"


async def test_a_lesson_is_said_anew_and_what_is_written_stays(opened: Opening) -> None:
    async with opened("start/steps/double") as pilot:
        await write(pilot, "one\ntwo\nthree")
        editor = screen_of(pilot).bench.answer.editor
        editor.move_cursor((1, 2))
        await pilot.press("ctrl+l")
        screen = screen_of(pilot)
        assert screen.bench.answer.editor is editor
        assert (editor.text, editor.cursor_location, editor.has_focus) == ("one\ntwo\nthree", (1, 2), True)
        assert "返回 x 的两倍" in page_text(screen)
        assert "你的任务" in page_text(screen)
        assert "写一写" in said(pilot, PaneTitle, "text-title")
        assert "第 2/4 页" in said(pilot, Bar, "top")
        assert "检查你的答案" in panel_text(screen)
        await pilot.press("ctrl+l")
        assert "Your task: Twice as much" in page_text(screen_of(pilot))
        await pilot.press("ctrl+z")
        assert editor.text != "one\ntwo\nthree"  # what was undone before can still be undone


async def test_a_page_without_words_bears_a_mark(opened: Opening, course_folder: Path) -> None:
    (course_folder / "lessons" / "01-start" / "01-steps.zh.toml").unlink()
    async with opened("start/steps/double") as pilot:
        before = said(pilot, PaneTitle, "text-title")
        assert not before.endswith("en")
        await pilot.press("ctrl+l")
        assert "Your task" not in page_text(screen_of(pilot))
        assert "Return twice" in page_text(screen_of(pilot))
        assert said(pilot, PaneTitle, "text-title").endswith("en")
        assert said(pilot, Bar, "top").rstrip().endswith("zh")


async def test_a_page_without_words_bears_a_mark_though_others_of_its_lesson_have_some(opened: Opening) -> None:
    async with opened("start/steps#reading") as pilot:
        await pilot.press("ctrl+l")
        assert said(pilot, PaneTitle, "text-title").endswith("en")
        await pilot.press("ctrl+n")
        assert "写一写" in said(pilot, PaneTitle, "text-title")
        assert not said(pilot, PaneTitle, "text-title").endswith("en")


async def test_a_verdict_is_said_anew_and_is_no_second_attempt(opened: Opening, store: Store) -> None:
    async with opened("start/steps/double", make_runner=real_runner) as pilot:
        await write(pilot, "def double(x):\n    return x * x\n")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "That is the square" in panel_text(screen_of(pilot)))
        await pilot.press("ctrl+l")
        await until(pilot, lambda: "这是平方。" in panel_text(screen_of(pilot)))
        assert "应为" in panel_text(screen_of(pilot))
        assert "expected" not in panel_text(screen_of(pilot))
        assert store.attempts("start/steps/double") == 1


async def test_help_is_said_anew_while_it_is_open(opened: Opening) -> None:
    async with opened() as pilot:
        await pilot.press("f1", "ctrl+l")
        await pilot.pause()
        assert "关闭" in said(pilot, PaneTitle, "help-title")
        await pilot.press("escape")
        assert "打开" in said(pilot, KeyBar)


async def test_what_was_asked_for_at_the_start_gives_way_to_the_key(course_folder: Path, store: Store) -> None:
    """Settings say English, the sitting was begun in Chinese: the first press is English."""
    from tutor import language
    from tutor.progress.settings import Settings, save

    save(Settings(language="en"))
    language.use("zh")
    app = TutorApp(Session(load(course_folder, "zh"), store, no_runner))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "打开" in said(pilot, KeyBar)
        await pilot.press("ctrl+l")
        assert "open" in said(pilot, KeyBar)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30)])
def test_no_line_is_wider_than_the_terminal_in_chinese(person: Callable[..., Person], size: tuple[int, int]) -> None:
    one = person("start/steps/double", size=size, host="bare", TUTOR_LANGUAGE="zh")
    one.until("检查")
    one.press("\x1bOP")
    one.until("关闭")
    # Whatever wraps or runs over would push the last line out of sight.
    assert one.screen.display[0].startswith("┌") or "关闭" in "\n".join(one.screen.display[:4])
    one.press("\x1b")
    one.until("F1 帮助")
    assert "F1 帮助" in one.screen.display[-1].replace("  ", " ") or "帮助" in one.text.splitlines()[-1]
    assert all(cell_len(row.rstrip()) <= size[0] for row in one.text.splitlines())


async def test_questions_are_said_anew_and_their_answers_stay(opened: Opening, course_folder: Path) -> None:
    words = """
[[page]]
id = "choosing"
title = "选一选"

[page.exercise]
id = "views"

[[page.exercise.question]]
text = "哪个与 `x` 共享内存？"
"""
    file = course_folder / "lessons" / "01-start" / "01-steps.zh.toml"
    file.write_text(WORDS + words, "utf-8")
    async with opened("start/steps/views") as pilot:
        bench = screen_of(pilot).bench
        await until(pilot, lambda: bench.answer.form is not None)
        form = bench.answer.form
        assert form is not None
        form.start()
        await pilot.press("down", "space")
        before = form.answers.lines
        assert before != [[]]
        await pilot.press("ctrl+l")
        await until(pilot, lambda: bench.answer.form not in (None, form))
        await until(pilot, lambda: bench.answer.form.answers.lines == before)  # type: ignore[union-attr]
        assert bench.answer.form is not None
        assert "共享内存" in bench.answer.form.posed.questions[0].text
        assert "你的答案" in said(pilot, PaneTitle, "answer-title")
