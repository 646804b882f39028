"""Protects: where answers are not confined as well as can be, the screen says so, once, in one line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.screen.conftest import Opening
from tests.screen.test_lesson import until
from tutor.runner.client import Runner
from tutor.runner.ladder import BOTH, FILELESS, REFUSED
from tutor.screen.desk import Desk
from tutor.screen.workbench import Workbench


def light(rung: str) -> Callable[[], Runner]:
    """A runner on `rung` that imports nothing: what it can run is of no concern here."""
    return lambda: Runner(warm=(), at_most=rung, confinement="unsafe")


@pytest.mark.parametrize(
    ("rung", "told"), [(BOTH, ""), (FILELESS, "Answers may open no files"), (REFUSED, "Nothing confines")]
)
async def test_it_is_told_once_for_each_sitting(rung: str, told: str) -> None:
    desk = Desk(light(rung))
    assert desk.take_notice() == "", "nothing is known yet"
    await desk.ready()
    notice = desk.take_notice()
    assert notice.startswith(told)
    assert bool(notice) is bool(told)
    assert "\n" not in notice
    assert desk.take_notice() == ""
    await desk.close()


async def test_it_is_told_on_the_screen_after_the_first_run(opened: Opening) -> None:
    async with opened("start/steps/double", make_runner=light(FILELESS)) as pilot:
        bench = pilot.app.screen.query_one(Workbench)
        await pilot.press("ctrl+e")
        await until(pilot, lambda: bench.news.told is not None)
        text, role = bench.news.told
        assert text.startswith("Answers may open no files here")
        assert role == "fault"
