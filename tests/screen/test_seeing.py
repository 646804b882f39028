"""Protects what a run left behind, seen on the screen: variables, graph, and the way into the panel by keys alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.screen.conftest import Opening
from tutor.course import glyphs
from tutor.course.lines import plain
from tutor.grading.graph_text import graph_from
from tutor.grading.trial import Report, RunError
from tutor.screen.events import CodeRan
from tutor.screen.lesson import LessonScreen
from tutor.screen.panel import VIEWS, Views

GRAPH = {
    "nodes": [
        {"name": "acc", "shape": [2], "tensors": ["w"], "leaf": True, "inputs": []},
        {"name": "MulBackward0", "shape": [2], "tensors": ["h"], "leaf": False, "inputs": [0, None]},
        {"name": "SumBackward0", "shape": [], "tensors": ["loss"], "leaf": False, "inputs": [1]},
    ],
    "roots": {"w": 0, "h": 1, "loss": 2},
    "cut": False,
}
ROW = {
    "name": "w",
    "type": "Tensor",
    "preview": "tensor([1., 2.])",
    "shape": [2],
    "dtype": "torch.float32",
    "strides": [1],
}
REPORT = Report("printed\n", 0, "5", [ROW], graph_from(GRAPH))


def shown(screen: LessonScreen) -> str:
    return plain(screen.bench.panel.view.lines)  # type: ignore[arg-type]


async def ran(pilot: object, screen: LessonScreen, report: Report = REPORT) -> None:
    screen.bench.post_message(CodeRan(screen.work, report))
    await pilot.pause()  # type: ignore[attr-defined]


async def test_the_output_opens_and_the_rest_waits_behind_it(opened: Opening) -> None:
    async with opened("start/steps/double") as pilot:
        screen = pilot.app.screen
        await ran(pilot, screen)
        assert screen.bench.panel.current == "output"
        await pilot.press("f6")
        assert "[1., 2.]" in shown(screen) and "(2,)" in shown(screen)
        await pilot.press("alt+right")
        assert shown(screen).startswith("loss  2 of 2") and "h = MulBackward0" in shown(screen)
        assert "no gradient flows here" in shown(screen)


async def test_another_tensor_is_chosen_in_the_panel_which_keys_reach(opened: Opening) -> None:
    async with opened("start/steps/double") as pilot:
        screen = pilot.app.screen
        await pilot.press("escape")  # the tour of a first start
        screen.bench.answer.editor.focus()
        await ran(pilot, screen)
        screen.bench.panel.open("graph")
        text = screen.bench.answer.editor.text
        await pilot.press("alt+o", "]")
        assert screen.bench.panel.has_focus_within and shown(screen).startswith("h  1 of 2")
        await pilot.press("left_square_bracket")
        assert shown(screen).startswith("loss")
        await pilot.press("escape")
        await pilot.pause()
        assert screen.bench.answer.editor.has_focus and screen.bench.answer.editor.text == text
        screen.action_next_tensor()
        assert shown(screen).startswith("h  1 of 2")
        await ran(pilot, screen)
        assert screen.bench.panel.current == "graph" and shown(screen).startswith("h  1 of 2")


async def test_an_error_is_always_shown(opened: Opening) -> None:
    async with opened("start/steps/double") as pilot:
        screen = pilot.app.screen
        await ran(pilot, screen)
        screen.bench.panel.open("variables")
        await ran(pilot, screen, replace(REPORT, error=RunError("ValueError", "no")))
        assert screen.bench.panel.current == "output" and "ValueError: no" in shown(screen)


async def test_a_page_without_a_run_says_how_to_get_one(opened: Opening) -> None:
    async with opened("start/steps/double") as pilot:
        screen = pilot.app.screen
        await ran(pilot, screen)
        await pilot.press("ctrl+p")
        for name in ("variables", "graph"):
            screen.bench.panel.open(name)
            assert "^e runs your code" in shown(screen)
        screen.action_next_tensor()
        assert "^e runs your code" in shown(screen)


@pytest.mark.parametrize("width", [60, 66, 80, 100, 120, 160])
async def test_the_names_of_the_views_fit_and_the_open_one_is_whole(opened: Opening, width: int) -> None:
    async with opened("start/steps/double", size=(width, 30)) as pilot:
        screen = pilot.app.screen
        screen._focus_pane(reading=False)
        await pilot.pause()
        title = screen.query_one(Views)
        for name in VIEWS:
            screen.bench.panel.open(name)
            drawn = title.render().plain
            assert f"[{name}" in drawn and len(drawn) == title.size.width and "…" not in drawn
            assert len(title._ends) == len(VIEWS)
        await pilot.click(title, offset=(title._ends[0][0] + 1, 0))
        assert screen.bench.panel.current == "verdict"


async def test_other_glyphs_are_drawn_as_soon_as_they_are_chosen(opened: Opening) -> None:
    async with opened("start/steps/double") as pilot:
        screen = pilot.app.screen
        await ran(pilot, screen)
        screen.bench.panel.open("graph")
        assert "└─" in shown(screen)
        pilot.app.choose(pilot.app.settings.with_(glyphs="ascii"))
        await pilot.pause()
        try:
            assert "`-" in shown(screen) and "└" not in shown(screen)
            assert "─" not in screen.query_one(Views).render().plain
        finally:
            glyphs.leave()
