"""Protects: a host that nobody needs is ended, and is there again, or on its way, when somebody comes back."""

from __future__ import annotations

import asyncio
import inspect
import signal
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.runner.family import family, gone, host_of, settled
from tests.runner.support import frames, light_runner, task
from tutor.runner.client import Runner

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def light() -> AsyncIterator[Runner]:
    async with light_runner() as runner:
        await runner.ready()
        await settled(runner)
        yield runner


def due(runner: Runner) -> float:
    """When it will be ended for its idleness."""
    assert runner._idle_timer is not None
    return runner._idle_timer.when()


async def asleep(runner: Runner) -> None:
    """Wait until it has been ended for its idleness, its time being over now."""
    runner._idle_after = 0.0
    runner.stay()
    while runner.state != "ended":
        await asyncio.sleep(0)
    runner._idle_after = 600.0


async def test_ten_minutes_are_waited_for() -> None:
    assert inspect.signature(Runner).parameters["idle_after"].default == 600.0


async def test_the_time_counts_from_the_last_sign_of_somebody(light: Runner) -> None:
    first = due(light)
    light.stay()
    second = due(light)
    assert second > first
    run = asyncio.ensure_future(light.run(task("echo")))
    while not light._runs:
        await asyncio.sleep(0)
    assert light._idle_timer is None, "while something runs nobody is idle"
    light.stay()
    assert light._idle_timer is None
    await run
    assert due(light) > second


async def test_an_idle_host_leaves_nothing_and_may_be_woken(light: Runner) -> None:
    pidfds, first = family(light), host_of(light)
    assert not light.may_wake, "it is awake"
    await asleep(light)
    assert await gone(pidfds)
    assert light.may_wake
    await light.start()
    assert not light.may_wake
    await light.ready()
    assert host_of(light) != first
    assert frames(await light.run(task("echo", number=1)))[0]["data"] == {"number": 1}


async def test_what_is_asked_at_the_moment_of_falling_asleep_is_run(light: Runner) -> None:
    for number in range(10):
        light._idle_after = 0.0
        light.stay()
        for _ in range(number):
            await asyncio.sleep(0)
        assert (await light.run(task("echo"))).reason == "done"
        light._idle_after = 600.0


async def test_one_that_was_killed_in_its_sleep_or_before_may_be_woken(light: Runner) -> None:
    pidfds = family(light)
    signal.pidfd_send_signal(pidfds[0], signal.SIGKILL)
    assert await gone(pidfds)
    while light.state != "ended":
        await asyncio.sleep(0)
    assert light.may_wake


async def test_one_that_could_not_start_is_not_woken_by_the_way() -> None:
    async with light_runner(preload=["tests.runner.no_such_module"]) as runner:
        while runner.state != "ended":
            await asyncio.sleep(0)
        assert not runner.may_wake


async def test_one_that_was_closed_is_not_woken() -> None:
    runner = light_runner()
    assert runner.may_wake, "it was never started"
    await runner.start()
    await runner.close()
    assert not runner.may_wake
    runner.stay()
    await runner.start()
    assert runner._host is None
