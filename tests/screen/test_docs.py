"""Protects what a learner is told of a name: with the real runner, the real docstrings, the course's own pages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.screen.conftest import Opening, real_runner
from tutor.course.lines import plain
from tutor.screen.bars import PaneTitle
from tutor.screen.lesson import LessonScreen
from tutor.screen.workbench import Workbench

Waiting = Callable[[Pilot[Any], Callable[[], bool]], Awaitable[None]]


async def until(pilot: Pilot[Any], is_so: Callable[[], bool], turns: int = 600) -> None:
    """Wait until something that is under way has come about."""
    for _ in range(turns):
        if is_so():
            return
        await pilot.pause(0.05)
    raise AssertionError("it did not come about")


def bench(pilot: Pilot[Any]) -> Workbench:
    assert isinstance(pilot.app.screen, LessonScreen)
    return pilot.app.screen.bench


def docs(pilot: Pilot[Any]) -> str:
    """What the view of the documentation says; "" while another one is open."""
    panel = bench(pilot).panel
    return plain(panel.view.lines) if panel.current == "docs" else ""  # type: ignore[arg-type]


def write(pilot: Pilot[Any], text: str) -> None:
    """Put `text` into the editor, the cursor where it has a `|`."""
    editor = bench(pilot).answer.editor
    before, _bar, after = text.partition("|")
    editor.load_text(before + after)
    editor.move_cursor((before.count("\n"), len(before.rpartition("\n")[2])))


def title(pilot: Pilot[Any]) -> str:
    return bench(pilot).answer.query_one("#answer-title", PaneTitle).plain


async def test_names_are_looked_up_and_signatures_shown(opened: Opening) -> None:
    async with opened("start/steps#writing", make_runner=real_runner) as pilot:
        asked = [
            (
                "import torch.nn.functional as F\nF.so|ftmax(x)",
                ["torch.nn.functional.softmax", "softmax(input, dim=None"],
            ),
            ("x = torch.ones(2)\nx.su|m()", ["torch.Tensor.sum", "sum(dim=None", "torch.sum", "Returns the sum"]),
            ("torch.arange(2, |)", ["torch.arange", "arange(start=0, end, step=1", ">>> torch.arange(5)"]),
            ("for| x in y: pass", ["for", "keyword of Python", "for i in range(10):"]),
            ("pri|nt(1)", ["print", "Prints the values"]),
            ("torch.su|mm", ["There is no documentation for torch.summ", "torch.sum"]),
        ]
        for text, told in asked:
            write(pilot, text)
            await pilot.press("ctrl+k")
            await until(pilot, lambda told=told: docs(pilot).startswith(told[0]))  # type: ignore[misc]
            assert all(each in docs(pilot) for each in told), docs(pilot)
            assert ":func:" not in docs(pilot) and ":attr:" not in docs(pilot)
        write(pilot, "torch.arange(2, |)")
        await bench(pilot).consulting.show_signature()
        assert "arange(" in title(pilot) and "end" in title(pilot)
        write(pilot, "x = 1|")
        await bench(pilot).consulting.show_signature()
        assert title(pilot).startswith("double.py")
        # What was typed has the tables loaded, and these rank by what the course teaches.
        write(pilot, "|")
        await pilot.press(*"torch.one")
        reference = bench(pilot).session.reference
        await until(pilot, lambda: bool(reference.tables.names))
        await pilot.press("backspace", "e")
        assert bench(pilot).answer.editor.suggestion == "s"


async def test_ones_own_names_need_no_runner(opened: Opening) -> None:
    async with opened("start/steps#writing") as pilot:
        write(pilot, 'def half(x, by=2):\n    """The part of [x]."""\n    y = x / by\n\nha|lf(4)')
        await pilot.press("ctrl+k")
        await until(pilot, lambda: "The part of [x]." in docs(pilot))
        assert "half(x, by=2)" in docs(pilot)
        write(pilot, "marks = torch.ones(2)\nma|rks")
        await pilot.press("f2")
        await until(pilot, lambda: "Set in line 1" in docs(pilot))
        assert "marks = torch.ones(2)" in docs(pilot) and "torch.Tensor" in docs(pilot)
        write(pilot, "def half(x, by=2):\n    return x| / by\n")
        await pilot.press("ctrl+k")
        await until(pilot, lambda: docs(pilot).startswith("x  of your own"))
        assert "def half(x, by=2):" in docs(pilot)
        write(pilot, "def half(x, by=2):\n    return x\n\nhalf(3, |)")
        await bench(pilot).consulting.show_signature()
        assert "half(x, by=2)" in title(pilot)


async def test_where_nothing_can_be_asked_one_line_says_so(opened: Opening) -> None:
    async with opened("start/steps#writing") as pilot:
        write(pilot, "torch.su|m")
        await pilot.press("ctrl+k")
        assert "PyTorch is still starting" in docs(pilot)
        await until(pilot, lambda: bench(pilot).news.told is not None)
        told = bench(pilot).news.told
        assert told is not None and "nothing can be run on this machine" in told[0]


@pytest.mark.parametrize("address", ["start/steps#writing", "start/steps#choosing"])
async def test_where_there_is_no_name_one_line_says_so(opened: Opening, address: str) -> None:
    async with opened(address) as pilot:
        if address.endswith("writing"):
            write(pilot, "|  = 3")
        await pilot.press("ctrl+k")
        await pilot.pause()
        told = bench(pilot).news.told
        assert told is not None and "name" in told[0]
