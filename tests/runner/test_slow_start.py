"""Protects: a host that takes long to import, or for ever, holds nobody up who doesn't want to wait, and is told of."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest

from tests.runner.family import Held, descriptors, family, gone, host_of, settled
from tests.runner.support import PROGRAMS, ROOT, frames, light_runner, task
from tutor.runner.client import Runner, RunnerError

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture
def held(tmp_path: Path) -> Held:
    return Held(tmp_path / "modules")


def slow_runner(held: Held, **settings: float) -> Runner:
    """One whose host can't be ready before `held` is released."""
    return light_runner(preload=["held", PROGRAMS], search=[held.folder, ROOT], **settings)


async def test_what_is_asked_meanwhile_is_run_as_soon_as_it_is_ready(held: Held) -> None:
    async with slow_runner(held) as runner:
        waiting = [asyncio.ensure_future(runner.run(task("echo", number=number))) for number in range(10)]
        await held.reached()
        assert runner.state == "starting"
        assert not any(one.done() for one in waiting)
        held.release()
        assert [frames(one)[0]["data"]["number"] for one in await asyncio.gather(*waiting)] == list(range(10))


async def test_giving_up_waiting_stops_neither_the_import_nor_whoever_waits_on(held: Held) -> None:
    async with slow_runner(held) as runner:
        given_up = [asyncio.ensure_future(ask) for ask in (runner.ready(), runner.run(task("echo")))]
        waits_on = asyncio.ensure_future(runner.run(task("echo", number=1)))
        await held.reached()
        for one in given_up:
            one.cancel()
        await asyncio.wait(given_up)
        assert all(one.cancelled() for one in given_up)
        assert runner.state == "starting"
        held.release()
        assert frames(await waits_on)[0]["data"] == {"number": 1}


async def test_cancel_ends_the_waiting_at_once(held: Held) -> None:
    async with slow_runner(held) as runner:
        waiting = asyncio.ensure_future(runner.run(task("echo")))
        await held.reached()
        runner.cancel()
        assert (await waiting).reason == "cancelled"
        held.release()
        assert (await runner.run(task("echo"))).reason == "done"


async def test_a_host_that_is_never_ready_is_given_up_in_one_line(held: Held) -> None:
    before = descriptors()
    async with slow_runner(held, import_wait=0.0) as runner:
        pidfds = family(runner)
        with pytest.raises(RunnerError, match=r"still importing .* after 0 s and was given up: the machine") as raised:
            await runner.ready()
        assert "\n" not in str(raised.value)
        assert not runner.may_wake, "a key typed would cost the same again"
        assert await gone(pidfds)
        held.release()
        runner._import_wait = 60.0
        assert (await runner.run(task("echo"))).reason == "done", "the next one tries again"
        await settled(runner)
    assert descriptors() == before


async def test_a_host_that_stops_answering_is_replaced() -> None:
    async with light_runner() as runner:
        await runner.ready()
        await settled(runner)
        pidfds, stuck = family(runner), runner._host
        os.kill(host_of(runner), signal.SIGSTOP)
        runner._answer_wait = 0.0
        runs = [asyncio.ensure_future(runner.run(task("echo"))) for _ in range(3)]
        while runner._host is stuck:
            await asyncio.sleep(0)
        runner._answer_wait = 60.0
        ended = await asyncio.gather(*runs)
        assert {one.reason for one in ended} <= {"done", "lost"}
        assert (await runner.run(task("echo"))).reason == "done"
        assert await gone(pidfds)


async def test_closing_in_mid_import_leaves_no_process(held: Held) -> None:
    runner = slow_runner(held)
    await runner.start()
    await held.reached()
    pidfds = family(runner)
    await runner.close()
    assert await gone(pidfds)
    held.release()
