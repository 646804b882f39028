"""Protects: whichever process is killed, at whatever moment, a run says so in one line, and the next one works."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.runner.family import Held, descriptors, family, gone, handles, host_of, settled
from tests.runner.support import ROOT, frames, light_runner, source, task
from tutor.runner.client import Runner, RunnerError
from tutor.runner.task import Ended, Limits

pytestmark = pytest.mark.asyncio(loop_scope="session")

PATIENT = Limits(wall=60)
KILLED = "the runner's host was killed from outside"


@pytest_asyncio.fixture(loop_scope="session")
async def light() -> AsyncIterator[Runner]:
    """A runner of the test's own, ready."""
    async with light_runner() as runner:
        await runner.ready()
        await settled(runner)
        yield runner


async def works(runner: Runner, **data: int) -> bool:
    """Whether a single task and a pair come back with what they said."""
    ended = await runner.run(task("echo", **data))
    learner, examiner = await runner.run_pair(task("produce", count=3), task("consume"))
    assert (ended.reason, learner.reason, examiner.reason) == ("done", "done", "done"), (ended, learner, examiner)
    return frames(ended)[0]["data"] == data and frames(examiner)[0]["got"] == [0, 1, 2]


def lost_in_one_line(*ended: Ended) -> bool:
    """Whether these were lost because the host was killed, and say so."""
    assert all("\n" not in one.detail for one in ended)
    return all(one.reason == "lost" and one.detail.startswith(KILLED) for one in ended)


async def begun(runner: Runner, runs: int) -> None:
    """Wait until so many children are at work."""
    while len(runner._runs) < runs:
        await asyncio.sleep(0)


async def test_the_host_killed_while_idle(light: Runner) -> None:
    pidfds = family(light)
    os.kill(host_of(light), signal.SIGKILL)
    assert await gone(pidfds)
    assert await works(light, after=1)


async def test_the_host_killed_in_a_single_run(light: Runner) -> None:
    run = asyncio.ensure_future(light.run(task("hang", PATIENT)))
    await begun(light, 1)
    pidfds = family(light)
    os.kill(host_of(light), signal.SIGKILL)
    assert lost_in_one_line(await run)
    assert await gone(pidfds)
    assert await works(light, after=2)


async def test_the_host_killed_in_a_pair(light: Runner) -> None:
    pair = asyncio.ensure_future(light.run_pair(task("hang", PATIENT), task("consume", PATIENT)))
    await begun(light, 2)
    pidfds = family(light)
    os.kill(host_of(light), signal.SIGKILL)
    assert lost_in_one_line(*await pair)
    assert await gone(pidfds)
    assert await works(light, after=3)


async def test_the_host_killed_between_the_two_of_a_pair(light: Runner) -> None:
    pair = asyncio.ensure_future(light.run_pair(task("produce", count=1), task("hang", PATIENT)))
    await begun(light, 2)
    learner = next(run for run in light._runs if run._examined)
    await asyncio.wait([learner.over])
    pidfds = family(light)
    os.kill(host_of(light), signal.SIGKILL)
    learner_ended, examiner_ended = await pair
    assert learner_ended.reason == "done"
    assert lost_in_one_line(examiner_ended)
    assert await gone(pidfds)
    assert await works(light, after=4)


async def test_the_host_killed_while_ten_wait_their_turn(light: Runner) -> None:
    runs = [asyncio.ensure_future(light.run(task("hang", PATIENT))) for _ in range(2)]
    waiting = [asyncio.ensure_future(light.run(task("echo", number=number))) for number in range(10)]
    await begun(light, 2)
    os.kill(host_of(light), signal.SIGKILL)
    assert lost_in_one_line(*await asyncio.gather(*runs))
    ended = await asyncio.gather(*waiting)
    assert [frames(one)[0]["data"] for one in ended] == [{"number": number} for number in range(10)]


async def test_hosts_that_end_at_every_fork_are_not_started_for_ever(tmp_path) -> None:
    (tmp_path / "barren.py").write_text("import os\nos.register_at_fork(before=lambda: os._exit(7))\n")
    async with light_runner(preload=["barren"], search=[tmp_path, ROOT]) as runner:
        ended = await runner.run(task("echo"))
        again = await runner.run(task("echo"))
    assert (ended.reason, again.reason) == ("lost", "lost")
    assert "status 7" in ended.detail


async def test_the_host_killed_while_it_imports(tmp_path) -> None:
    held = Held(tmp_path / "modules")
    async with light_runner(preload=["held", "tests.runner.programs"], search=[held.folder, ROOT]) as runner:
        waiting = [asyncio.ensure_future(runner.run(task("echo"))) for _ in range(3)]
        await held.reached()
        pidfds = family(runner)
        os.kill(host_of(runner), signal.SIGKILL)
        assert lost_in_one_line(*await asyncio.gather(*waiting))
        with pytest.raises(RunnerError, match=KILLED):
            assert runner._ready is not None
            await runner._ready
        assert await gone(pidfds)
        held.release()
        assert await works(runner, after=5)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
async def test_a_childs_death_by_a_signal_is_its_own(light: Runner, number: int) -> None:
    run = asyncio.ensure_future(light.run(task("hang", PATIENT)))
    await begun(light, 1)
    (at_work,) = light._runs
    os.kill(at_work._spare.pid, number)
    ended = await run
    assert (ended.reason, ended.status) == ("died", -number)
    assert await works(light)


@pytest.mark.parametrize(("examined", "reasons"), [(True, ("died", "done")), (False, ("lost", "died"))])
async def test_either_child_of_a_pair_killed(light: Runner, examined: bool, reasons: tuple[str, str]) -> None:
    pair = asyncio.ensure_future(light.run_pair(task("hang", PATIENT), task("consume", PATIENT)))
    await begun(light, 2)
    pidfds = handles(run._spare.pid for run in light._runs)
    os.kill(next(run for run in light._runs if run._examined is examined)._spare.pid, signal.SIGKILL)
    learner, examiner = await pair
    assert (learner.reason, examiner.reason) == reasons
    assert await gone(pidfds)
    assert await works(light)


async def test_spares_killed_over_and_over_are_replaced(light: Runner) -> None:
    for _ in range(5):
        pidfds = handles(light._children)
        for pid in light._children:
            os.kill(pid, signal.SIGKILL)
        assert await gone(pidfds)
        assert await works(light)
        await settled(light)


async def test_fifty_cancelled_checks_leave_nothing(light: Runner) -> None:
    """Cancelled later each time, so that every place where a check waits has its turn."""
    assert await works(light)
    await settled(light)
    before = descriptors()
    for steps in range(50):
        check = asyncio.ensure_future(light.run_pair(task("produce", count=2), source("pass")))
        for _ in range(steps):
            await asyncio.sleep(0)
        check.cancel()
        await asyncio.wait([check])
    assert await works(light)
    await settled(light)
    assert descriptors() == before
    assert not light._runs
    assert not light._nursery.busy
    others = asyncio.all_tasks() - {asyncio.current_task()}
    assert not [task for task in others if "tutor/runner" in task.get_coro().cr_code.co_filename]


async def test_ten_checks_at_once_lose_nothing(light: Runner) -> None:
    checks = [light.run_pair(task("produce", count=number), task("consume")) for number in range(10)]
    ended = await asyncio.gather(*checks)
    assert [frames(examiner)[0]["got"] for _, examiner in ended] == [list(range(number)) for number in range(10)]


async def test_two_runners_are_nothing_to_each_other(light: Runner) -> None:
    async with light_runner() as other:
        assert all(await asyncio.gather(works(light, mine=1), works(other, mine=2)))
        run = asyncio.ensure_future(other.run(source("open('kept', 'w').write('x')\nwhile True: pass", PATIENT)))
        await begun(other, 1)
        pidfds = family(light)
        os.kill(host_of(light), signal.SIGKILL)
        assert await gone(pidfds)
        assert await works(light, mine=3)
        assert not run.done()
        other.cancel()
        assert (await run).reason == "cancelled"
        assert await works(other, mine=4)


async def test_what_is_asked_of_a_closed_runner_starts_nothing() -> None:
    runner = light_runner()
    async with runner:
        await runner.ready()
    assert (await runner.run(task("echo"))).reason == "cancelled"
    assert {one.reason for one in await runner.run_pair(task("echo"), task("consume"))} == {"cancelled"}
    with pytest.raises(RunnerError):
        await runner.ready()
    assert runner._host is None
