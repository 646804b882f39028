"""Protects the Lesson screen: reading, writing, running, checking, hints, drafts; with a real runner."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.screen.conftest import Opening, real_runner
from tutor.course.lines import line, plain
from tutor.progress.store import Store
from tutor.screen.bars import Bar
from tutor.screen.lesson import LessonScreen
from tutor.screen.panel import Views
from tutor.screen.question_form import QuestionForm
from tutor.screen.solution import GiveUpScreen, SolutionScreen


def screen_of(pilot: Pilot[Any]) -> LessonScreen:
    assert isinstance(pilot.app.screen, LessonScreen)
    return pilot.app.screen


def panel_text(screen: LessonScreen) -> str:
    return plain(screen.bench.panel.view.lines)  # type: ignore[arg-type]


def page_text(screen: LessonScreen) -> str:
    return plain(screen.text.lines)  # type: ignore[arg-type]


async def until(pilot: Pilot[Any], reached: Callable[[], bool]) -> None:
    """Let the app go on until `reached`; what never comes ends with the test's own patience."""
    for _ in range(6000):
        if reached():
            return
        await pilot.pause(0.02)
    raise AssertionError("it did not come")


async def write(pilot: Pilot[Any], text: str) -> None:
    editor = screen_of(pilot).bench.answer.editor
    editor.focus()
    editor.replace(text, (0, 0), editor.document.end)
    await pilot.pause()


async def test_a_page_shows_its_text_and_its_task(opened: Opening) -> None:
    async with opened("start/steps#reading") as pilot:
        screen = screen_of(pilot)
        assert "[brackets] that are no markup" in page_text(screen)
        assert screen.bench.answer.editor.text == "1 + 1\n"
        await pilot.press("ctrl+n")
        assert "Your task: Twice as much" in page_text(screen)
        assert "def double(x):" in screen.bench.answer.editor.text
        await pilot.press("ctrl+p")
        assert screen.work.page.id == "reading"


async def test_where_nothing_can_be_run_reading_and_writing_go_on(opened: Opening) -> None:
    async with opened("start/steps#writing") as pilot:
        screen = screen_of(pilot)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "not your fault" in panel_text(screen))
        assert "nothing can be run on this machine" in panel_text(screen).replace("\n  ", " ")
        await write(pilot, "x = 1")
        assert screen.bench.answer.editor.text == "x = 1"


async def test_the_draft_is_kept_soon_after_the_last_key_and_comes_back(opened: Opening, store: Store) -> None:
    async with opened("start/steps/double") as pilot:
        await write(pilot, "")
        await pilot.press(*"xyz")
        await until(pilot, lambda: store.draft("start/steps/double") == "xyz")
    async with opened() as pilot:
        screen = screen_of(pilot)
        assert screen.work.page.id == "writing"
        assert screen.bench.answer.editor.text == "xyz"
        assert screen.bench.answer.editor.cursor_location == (0, 3)


async def test_turning_the_page_keeps_the_draft_and_its_undo(opened: Opening, store: Store) -> None:
    async with opened("start/steps/double") as pilot:
        await write(pilot, "old")
        await pilot.press("end", "x", "ctrl+p")
        assert store.draft("start/steps/double") == "oldx"
        await pilot.press("ctrl+n")
        editor = screen_of(pilot).bench.answer.editor
        assert editor.text == "oldx"
        editor.focus()
        await pilot.press("ctrl+z")
        assert editor.text == "old"


async def test_hints_come_one_by_one_and_are_kept(opened: Opening, store: Store) -> None:
    async with opened("start/steps/double") as pilot:
        screen = screen_of(pilot)
        await pilot.press("ctrl+g")
        assert "It is a sum." in panel_text(screen) and "Of x and x." not in panel_text(screen)
        assert "1 more hint" in panel_text(screen)
        await pilot.press("ctrl+g", "ctrl+g")
        assert "Of x and x." in panel_text(screen) and "the last hint" in panel_text(screen)
        assert store.hints_taken("start/steps/double") == 2


async def test_the_answer_takes_the_whole_width_in_turn_when_it_is_narrow(opened: Opening) -> None:
    async with opened("start/steps/double", size=(80, 24)) as pilot:
        screen = screen_of(pilot)
        assert screen.text.size.width > 70 and not screen.bench.size
        await pilot.press("ctrl+o")
        assert screen.bench.size.width == 80 and screen.bench.answer.editor.has_focus
        await pilot.press("ctrl+o")
        assert screen.text.has_focus
        await pilot.resize_terminal(120, 40)
        assert screen.text.size.width and screen.bench.size.width


async def test_the_editor_never_swallows_the_keys_of_the_screen(opened: Opening) -> None:
    async with opened("start/steps/double") as pilot:
        screen = screen_of(pilot)
        before = screen.bench.answer.editor.text
        screen.bench.answer.editor.focus()
        await pilot.press("ctrl+g", "ctrl+n")
        assert screen.work.page.id == "choosing"
        await pilot.press("ctrl+p", "ctrl+o", "ctrl+o", "ctrl+underscore", "ctrl+underscore")
        assert screen.bench.answer.editor.text == before


async def test_checking_from_a_failure_to_a_pass(opened: Opening, store: Store) -> None:
    async with opened("start/steps/double", make_runner=real_runner) as pilot:
        screen = screen_of(pilot)
        await write(pilot, "def double(x):\n    return x * x\n")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "That is the square." in panel_text(screen))
        assert "expected" in panel_text(screen) and "case" in panel_text(screen)
        assert store.attempts("start/steps/double") == 1

        await write(pilot, "def double(x):\n    print('[/] [b]\\x1b[31m')\n    return undefined\n")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "NameError" in panel_text(screen))
        assert screen.bench.answer.editor.marked == 3
        await pilot.press("alt+right")
        assert "[/] [b]" in panel_text(screen) and "\x1b" not in panel_text(screen)

        await pilot.press("ctrl+s")
        assert isinstance(pilot.app.screen, LessonScreen)
        await write(pilot, "def double(x):\n    return 2 * x\n")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "Passed" in panel_text(screen))
        assert "Adding is doubling." in panel_text(screen)
        assert store.standing("start/steps/double").state == "passed"
        assert screen.session.summary.whole.done == 1

        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, SolutionScreen))
        shown = plain(pilot.app.screen.query_one("#reference").lines)  # type: ignore[attr-defined]
        assert "return x + x" in shown
        await pilot.press("escape")

        await write(pilot, "while True: pass")
        await pilot.press("ctrl+e")
        await until(pilot, lambda: screen.bench.running.is_on and screen.session.desk.is_ready)
        await pilot.press("end", "x")
        assert screen.bench.answer.editor.text.endswith("x")
        await pilot.press("escape")
        await until(pilot, lambda: not screen.bench.running.is_on)

        await write(pilot, "print('[b]seen[/b]')\n1 + 1")
        await pilot.press("ctrl+e")
        await until(pilot, lambda: "[b]seen[/b]" in panel_text(screen))
        assert panel_text(screen).split() == ["[b]seen[/b]", "2"]
        assert store.standing("start/steps/double").state == "passed"


async def test_outputs_of_the_page_are_computed_and_kept(opened: Opening) -> None:
    async with opened("start/steps#reading", make_runner=real_runner) as pilot:
        screen = screen_of(pilot)
        await until(pilot, lambda: "→ 2" in page_text(screen))
    async with opened("start/steps#reading") as pilot:
        assert "→ 2" in page_text(screen_of(pilot))


async def test_giving_up_takes_attempts_and_hints_and_a_yes(opened: Opening, store: Store) -> None:
    from tutor.grading.verdict import Verdict

    async with opened("start/steps/double") as pilot:
        await pilot.press("ctrl+s")
        assert "giving up takes 3 attempts" in screen_of(pilot).bench.news.told[0]  # type: ignore[index]
        for _ in range(3):
            store.record(Verdict("start/steps/double", "failed", stage="value"), "x")
        store.take_hint("start/steps/double", 2)
        await pilot.press("ctrl+s")
        assert isinstance(pilot.app.screen, GiveUpScreen)
        await pilot.press("escape")
        assert store.standing("start/steps/double").state == "started"
        await pilot.press("ctrl+s", "y")
        await until(pilot, lambda: isinstance(pilot.app.screen, SolutionScreen))
        assert store.standing("start/steps/double").state == "given_up"


async def test_choosing_wrong_then_right(opened: Opening, store: Store) -> None:
    async with opened("start/steps/views", make_runner=real_runner) as pilot:
        screen = screen_of(pilot)
        await until(pilot, lambda: screen.bench.answer.form is not None and screen.bench.answer.has_focus_within)
        form = screen.bench.answer.form
        assert form is not None
        wrong_first = form.posed.questions[0].options[0].index == 1
        await pilot.press(*([] if wrong_first else ["down"]), "space", "ctrl+r")
        await until(pilot, lambda: "Not yet." in panel_text(screen))
        replies = form.query_one("#answer-0")
        assert "clone copies." in plain(replies._lines(60))  # type: ignore[attr-defined]
        await pilot.press(*(["down"] if wrong_first else ["up"]), "space", "ctrl+r")
        await until(pilot, lambda: "Passed" in panel_text(screen))
        assert store.standing("start/steps/views").state == "passed"


async def test_a_prediction_that_failed_comes_again_with_new_numbers(opened: Opening, store: Store) -> None:
    async with opened("start/steps/shape-of", make_runner=real_runner) as pilot:
        screen = screen_of(pilot)
        await until(pilot, lambda: screen.bench.answer.form is not None and screen.bench.answer.has_focus_within)
        form = screen.bench.answer.form
        assert form is not None and "Enter next question" in screen.query_one("#keys", Bar).plain
        await pilot.press(*"(0,3)", "enter")
        await until(pilot, lambda: "Not yet." in panel_text(screen))
        await pilot.press("ctrl+r")
        await until(pilot, lambda: screen.bench.answer.form is not form and screen.bench.answer.has_focus_within)
        again = screen.query_one(QuestionForm)
        assert again.posed.seed != form.posed.seed
        number = again.posed.questions[0].let[0][1]
        await pilot.press(*f"({number}, 3)", "enter")
        await until(pilot, lambda: "Passed" in panel_text(screen))
        assert store.standing("start/steps/shape-of").state == "passed"


async def test_the_lessons_name_stands_where_its_chapters_has_no_room(opened: Opening) -> None:
    async with opened("start/steps/double", size=(60, 20)) as pilot:
        shown = screen_of(pilot).query_one("#top", Bar).render().plain
        assert shown.startswith(" First steps") and "page 2 of 4" in shown


async def test_what_is_out_of_sight_in_the_panel_is_told_with_the_key_that_leads_there(opened: Opening) -> None:
    async with opened("start/steps/double", size=(80, 24)) as pilot:
        panel = screen_of(pilot).bench.panel
        shown = panel.query_one(Views)
        await pilot.press("ctrl+o")
        panel.set_view("output", lambda _width: [line(str(number)) for number in range(40)])
        await pilot.pause()
        assert shown.plain.endswith("Alt+o more")
        await pilot.press("alt+o")
        assert shown.plain.endswith("Space more")
        await pilot.press("end")
        assert "more" not in shown.plain


@pytest.mark.parametrize(("size", "pane"), [((120, 40), "editor"), ((80, 24), "text")])
async def test_from_questions_the_focus_goes_on_to_the_next_page(
    opened: Opening, size: tuple[int, int], pane: str
) -> None:
    """What held it is taken away meanwhile: it must not fall on whatever stands beside."""
    async with opened("start/steps/views", size=size) as pilot:
        screen = screen_of(pilot)
        await until(pilot, lambda: screen.bench.answer.form is not None)
        if pane == "text":
            await pilot.press("ctrl+o")
        await until(pilot, lambda: screen.bench.answer.has_focus_within)
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert screen.work.page.id == "writing"
        assert (screen.focused is screen.bench.answer.editor) is (pane == "editor")
        assert (screen.focused is screen.text) is (pane == "text")
