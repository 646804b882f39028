"""Protects: a run is ended at once, whatever it is stuck in, whatever the host is doing, and nothing is left of it.

How long it takes is measured in tests/benchmarks/stopping.py.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio

from tests.runner.endless import ENDLESS
from tests.runner.family import Held, family, gone, handles, host_of, settled
from tests.runner.support import PROGRAMS, ROOT, light_runner, source, task
from tutor.runner.client import Runner
from tutor.runner.task import Limits

pytestmark = pytest.mark.asyncio(loop_scope="session")

PATIENT = Limits(wall=5, memory=1024 << 20, result=1 << 40)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def light() -> AsyncIterator[Runner]:
    async with light_runner() as runner:
        await runner.ready()
        yield runner


async def running(runner: Runner, text: str) -> tuple[asyncio.Future, list[int]]:
    """A run that has printed its first line, and a handle of its child."""
    heard = asyncio.Event()
    program = source(f"print('there')\n{text}", PATIENT)
    run = asyncio.ensure_future(runner.run(program, lambda _: heard.set()))
    await heard.wait()
    (at_work,) = runner._runs
    return run, handles([at_work._spare.pid])


@pytest.mark.parametrize("name", ENDLESS)
async def test_giving_up_ends_it(light: Runner, name: str) -> None:
    run, pidfds = await running(light, ENDLESS[name])
    run.cancel()
    with pytest.raises(asyncio.CancelledError):
        await run
    assert await gone(pidfds)
    assert (await light.run(task("echo"))).reason == "done"


@pytest.mark.parametrize("name", ENDLESS)
async def test_cancel_ends_it_and_keeps_what_was_printed(light: Runner, name: str) -> None:
    run, pidfds = await running(light, ENDLESS[name])
    light.cancel()
    ended = await run
    assert (ended.reason, ended.status) == ("cancelled", -9)
    assert ended.stdout.startswith("there\n")
    assert await gone(pidfds)
    assert (await light.run(task("echo"))).reason == "done"


@pytest.mark.parametrize("cancelled", ["the task", "the runner"])
async def test_no_word_of_the_host_is_waited_for(cancelled: str) -> None:
    """The host stands still all the while, as one does that is importing, or that waits for a disk."""
    async with light_runner() as runner:
        await runner.ready()
        await settled(runner)
        run, pidfds = await running(runner, "while True: pass")
        os.kill(host_of(runner), signal.SIGSTOP)
        if cancelled == "the task":
            run.cancel()
        else:
            runner.cancel()
        await asyncio.wait([run])
        if not run.cancelled():
            assert (run.result().reason, run.result().status) == ("cancelled", -9)
        poll = await gone(pidfds)
        assert poll, "dead, though not buried"
        os.kill(host_of(runner), signal.SIGCONT)
        assert (await runner.run(task("echo"))).reason == "done"


async def test_ended_while_the_spares_are_still_being_made(light: Runner) -> None:
    """Every so many turns of the loop after asking: ordered, born, handed its task."""
    for turns in range(1, 30):
        runs = [asyncio.ensure_future(light.run(task("hang", PATIENT))) for _ in range(3)]
        for _ in range(turns):
            await asyncio.sleep(0)
        light.cancel()
        assert {ended.reason for ended in await asyncio.gather(*runs)} == {"cancelled"}
    pidfds = family(light)
    assert (await light.run(task("echo"))).reason == "done"
    await settled(light)
    os.close(pidfds.pop(0))
    assert len(light._children) == 2
    for pidfd in pidfds:
        os.close(pidfd)


class Hurried(Runner):
    """Cancels at the very moment at which a child is there for whoever waits."""

    def _born(self, message: dict[str, Any], fds: list[int]) -> None:
        super()._born(message, fds)
        self.cancel()


async def test_ended_between_getting_a_child_and_using_it() -> None:
    """Each time with a runner of its own: a child that is there before anybody waits would cancel nothing."""
    async with Hurried(warm=(), preload=[PROGRAMS], search=[ROOT]) as runner:
        assert (await runner.run(task("hang", PATIENT))).reason == "cancelled"
        assert not runner._nursery.busy
    async with Hurried(warm=(), preload=[PROGRAMS], search=[ROOT]) as runner:
        assert {one.reason for one in await runner.run_pair(task("hang", PATIENT), task("consume"))} == {"cancelled"}
        assert not runner._nursery.busy


async def test_ended_while_the_host_imports_the_packages_for_later(tmp_path) -> None:
    held = Held(tmp_path / "modules")
    async with light_runner(preload=[PROGRAMS], later=["held"], search=[held.folder, ROOT]) as runner:
        await runner.ready()
        await held.reached()  # by the child that goes ahead
        run, pidfds = await running(runner, "while True: pass")
        runner.cancel()
        assert (await run).reason == "cancelled"
        assert await gone(pidfds)
        held.release()
        assert (await runner.run(task("echo"))).reason == "done"


async def test_a_stopped_child_runs_out_of_time_all_the_same(light: Runner) -> None:
    ended = await light.run(source(ENDLESS["stopped by itself"], replace(PATIENT, wall=0.2)))
    assert (ended.reason, ended.status) == ("timeout", -9)
