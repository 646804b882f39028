"""Protects: the top line names the device that is really used, nothing before it is known, and nothing moves for it."""

from __future__ import annotations

from tests.screen.conftest import Opening
from tests.screen.test_lesson import until
from tutor.runner.client import Runner
from tutor.screen.bars import Bar
from tutor.screen.desk import Desk
from tutor.screen.lesson import LessonScreen


def light() -> Runner:
    """A runner that imports nothing."""
    return Runner(warm=(), device="cpu")


async def test_the_desk_knows_it_once_the_runner_does() -> None:
    desk = Desk(light)
    assert desk.device == ""
    await desk.ready()
    assert desk.device == "cpu"
    await desk.close()
    assert desk.device == ""


async def test_the_top_line_names_it_once_it_is_known_and_keeps_its_place(opened: Opening) -> None:
    def cannot() -> Runner:
        raise OSError("not here")

    for make, word in ((cannot, "    "), (light, " cpu")):
        async with opened("start/steps/double", make_runner=make) as pilot:
            screen = pilot.app.screen
            assert isinstance(screen, LessonScreen)
            top = screen.query_one("#top", Bar)
            await until(pilot, lambda said=word, top=top: top.plain.endswith(f" done  {said}  en "))
            length = len(top.plain)
            screen._show_device()
            assert len(top.plain) == length
