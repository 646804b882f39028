"""Protects: the runner sleeps while nobody is there; any key wakes it; waiting for it never stops the typing."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.runner.family import Held, gone, handles, host_of
from tests.screen.conftest import Opening
from tests.screen.test_lesson import until
from tutor.grading.programs import PRELOAD
from tutor.runner.client import Runner
from tutor.screen.app import TutorApp
from tutor.screen.desk import Desk
from tutor.screen.workbench import Workbench


class Made:
    """Makes one runner that imports nothing, and keeps it."""

    def __init__(self, **settings: object) -> None:
        self.runner = Runner(**{"warm": (), **settings})  # type: ignore[arg-type]

    def __call__(self) -> Runner:
        return self.runner


async def asleep(runner: Runner) -> list[int]:
    """Let the runner's time of idleness be over. Returns a handle of the host that was."""
    handle = handles([host_of(runner)])
    runner._idle_after = 0.0
    runner.stay()
    while runner.state != "ended":
        await asyncio.sleep(0)
    runner._idle_after = 600.0
    return handle


@pytest.mark.parametrize(("pane", "key"), [(("tab", "tab"), "x"), ((), "pagedown")])
async def test_the_first_key_after_a_while_wakes_it(opened: Opening, pane: tuple[str, ...], key: str) -> None:
    make = Made()
    async with opened("start/steps/double", make_runner=make) as pilot:
        await make.runner.ready()
        await pilot.press(*pane)
        assert await gone(await asleep(make.runner))
        await pilot.press(key)
        await until(pilot, lambda: make.runner.state == "ready")


async def test_a_key_typed_puts_the_sleep_off(opened: Opening) -> None:
    make = Made()
    async with opened("start/steps/double", make_runner=make) as pilot:
        await make.runner.ready()
        await pilot.press("tab", "tab")
        await until(pilot, lambda: make.runner._idle_timer is not None)  # once nothing is run any more
        assert make.runner._idle_timer is not None
        due = make.runner._idle_timer.when()
        await pilot.press("x")
        await until(pilot, lambda: make.runner._idle_timer is not None and make.runner._idle_timer.when() > due)


async def test_keys_do_not_start_again_what_cannot_start() -> None:
    runner = Runner(warm=["tutor.no_such_module"])
    desk = Desk(lambda: runner)
    desk.wake()
    while runner.state != "ended":
        await asyncio.sleep(0)
    waking = desk._waking
    desk.wake()
    assert desk._waking is waking
    await desk.close()


async def test_a_slow_start_is_told_and_given_up_while_the_typing_goes_on(opened: Opening, tmp_path: Path) -> None:
    held = Held(tmp_path / "modules")
    make = Made(preload=["held", *PRELOAD[:1]], search=[held.folder])
    async with opened("start/steps/double", make_runner=make) as pilot:
        app: TutorApp = pilot.app
        bench = app.screen.query_one(Workbench)
        await pilot.press("tab", "tab", "ctrl+r")
        await held.reached()
        await until(pilot, lambda: bench.state.startswith("starting PyTorch… "))
        assert "Esc" not in bench.state
        app.session.desk._began -= 20
        await until(pilot, lambda: bench.state.endswith(" s (Esc stops waiting; you can go on typing)"))
        await pilot.press(*"WORD")
        assert "WORD" in bench.answer.editor.text
        assert bench.running.is_on, "typing stops nothing"
        await pilot.press("escape")
        await until(pilot, lambda: bench.news.told == ("Stopped.", "accent"))
        assert not bench.running.is_on
        assert make.runner.state == "starting", "the import goes on for the next check"
        held.release()
        await make.runner.ready()


async def test_a_start_given_up_is_told_in_one_line_on_the_panel(opened: Opening, tmp_path: Path) -> None:
    held = Held(tmp_path / "modules")
    make = Made(preload=["held"], search=[held.folder], import_wait=0.0)
    async with opened("start/steps/double", make_runner=make) as pilot:
        bench = pilot.app.screen.query_one(Workbench)
        await pilot.press("tab", "tab", "ctrl+r")
        await until(pilot, lambda: bench.outcome.line is not None)
        assert bench.outcome.line is not None
        assert bench.outcome.line[0].startswith("Nothing can be run: the runner's host was still importing PyTorch")
        held.release()


async def test_short_of_memory_it_is_told_and_tried_again_at_the_next_check(opened: Opening) -> None:
    make = Made(memory=1 << 60)
    async with opened("start/steps/double", make_runner=make) as pilot:
        bench = pilot.app.screen.query_one(Workbench)
        await pilot.press("tab", "tab", "ctrl+r")
        await until(pilot, lambda: bench.outcome.line is not None)
        assert bench.outcome.line is not None
        assert bench.outcome.line[0].startswith("Nothing can be run: memory is short: ")
        await pilot.press("x")
        assert make.runner._host is None
        make.runner._settings["memory"] = 0
        await pilot.press("ctrl+r")
        await until(pilot, lambda: make.runner.state == "ready")
