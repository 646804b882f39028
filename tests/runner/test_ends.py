"""Protects: whatever is stopped, killed or abandoned, nothing is left behind and the next task is run."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.runner.support import ROOT, frames, light_runner, source, task
from tutor.runner.client import Runner, RunnerError
from tutor.runner.ladder import BOTH, NAMESPACES, REFUSED, SAFE
from tutor.runner.scratch import PREFIX, ScratchRoot
from tutor.runner.task import Limits

pytestmark = pytest.mark.asyncio(loop_scope="session")

PATIENT = Limits(wall=60)
HANG = "import os, sys\nprint(os.getpid(), os.getppid())\n"
STUCK = [
    "while True: pass",
    "import time; time.sleep(100)",
    "import torch; a = torch.ones(4000, 4000)\nwhile True: a = a @ a",
    "sum(range(10 ** 12))",
    "import signal; signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65)); signal.pause()",
    "import threading; lock = threading.Lock(); lock.acquire(); lock.acquire()",
    "'a' * 30 and __import__('re').match('(a+)+b', 'a' * 40)",
]


class Started:
    """A task that hangs, with the process ids of its child and its host once it runs."""

    def __init__(self, runner: Runner, text: str = "while True: pass") -> None:
        self.pids: list[int] = []
        self._there = asyncio.Event()
        self.run = asyncio.ensure_future(runner.run(source(HANG + text, PATIENT), self._hear))

    def _hear(self, printed: str) -> None:
        first, *_ = printed.split("\n")  # a warning may come in the same breath, or after
        self.pids = self.pids or [int(pid) for pid in first.split()]
        self._there.set()

    async def wait(self) -> Started:
        there = asyncio.ensure_future(self._there.wait())
        await asyncio.wait([there, self.run], return_when=asyncio.FIRST_COMPLETED, timeout=60)
        there.cancel()
        assert self.pids, self.run.result() if self.run.done() else "nothing was heard of it for a minute"
        return self


async def gone(*pidfds: int) -> bool:
    """Whether all of these processes end, this one going on meanwhile."""
    return await asyncio.to_thread(_gone, pidfds)


def _gone(pidfds: Sequence[int]) -> bool:
    poll, waiting = select.poll(), set(pidfds)
    for pidfd in pidfds:
        poll.register(pidfd, select.POLLIN)
    while waiting:
        ended = poll.poll(20_000)
        if not ended:
            return False
        for pidfd, _ in ended:
            poll.unregister(pidfd)
            waiting.discard(pidfd)
            os.close(pidfd)
    return True


@pytest.mark.parametrize("text", STUCK)
async def test_cancel_ends_a_run_however_stuck(runner, text):
    started = await Started(runner, text).wait()
    pidfd = os.pidfd_open(started.pids[0])
    runner.cancel()
    ended = await started.run
    assert (ended.reason, ended.status) == ("cancelled", -9)
    assert await gone(pidfd)


async def test_cancel_ends_pairs_and_those_who_wait(runner):
    pairs = [asyncio.ensure_future(runner.run_pair(task("hang", PATIENT), task("consume", PATIENT))) for _ in range(20)]
    started = Started(runner)
    while not runner._runs:
        await asyncio.sleep(0)
    runner.cancel()
    ended = [one for pair in await asyncio.gather(*pairs) for one in pair]
    assert {one.reason for one in [*ended, await started.run]} == {"cancelled"}
    assert (await runner.run(task("echo"))).reason == "done"


async def test_cancelling_the_awaiting_task_ends_the_child(runner):
    started = await Started(runner).wait()
    pidfd = os.pidfd_open(started.pids[0])
    started.run.cancel()
    with pytest.raises(asyncio.CancelledError):
        await started.run
    assert await gone(pidfd)
    assert (await runner.run(task("echo"))).reason == "done"


async def test_cancel_with_nothing_under_way_is_nothing(runner):
    runner.cancel()
    assert (await runner.run(task("echo"))).reason == "done"


async def test_a_child_killed_from_outside_died(runner):
    started = await Started(runner).wait()
    os.kill(started.pids[0], signal.SIGKILL)
    ended = await started.run
    assert (ended.reason, ended.status) == ("died", -9)


@pytest.mark.parametrize("rung", SAFE)
async def test_a_killed_host_takes_its_children_and_is_replaced(rung):
    async with light_runner(at_most=rung) as runner:
        started = await Started(runner).wait()
        pidfds = [os.pidfd_open(pid) for pid in started.pids]
        waiting = asyncio.ensure_future(runner.run(task("echo", number=1)))
        os.kill(started.pids[1], signal.SIGKILL)
        assert (await started.run).reason == "lost"
        assert (await waiting).reason in ("done", "lost")
        assert await gone(*pidfds)
        ended = await runner.run(task("echo", number=2))
        assert frames(ended)[0]["data"] == {"number": 2}


@pytest.mark.parametrize("rung", [BOTH, NAMESPACES])
async def test_close_leaves_no_process_and_no_file(tmp_path, monkeypatch, rung):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    runner = light_runner(at_most=rung)
    await runner.start()
    started = await Started(runner, "open('left', 'w').write('x')\nwhile True: pass").wait()
    assert len(list(tmp_path.iterdir())) == 1
    pidfds = [os.pidfd_open(pid) for pid in started.pids]
    await runner.close()
    assert (await started.run).reason == "cancelled"
    assert await gone(*pidfds)
    assert list(tmp_path.iterdir()) == []
    assert runner.state == "ended"


async def test_closing_while_the_host_still_imports_ends_it():
    runner = light_runner()
    await runner.start()
    assert runner.state == "starting"
    waiting = asyncio.ensure_future(runner.run(task("echo")))
    await asyncio.sleep(0)
    await runner.close()
    assert (await waiting).reason == "cancelled"


@pytest.mark.parametrize(
    ("number", "rung"),
    [(signal.SIGKILL, BOTH), (signal.SIGTERM, BOTH), (signal.SIGHUP, BOTH), (signal.SIGKILL, NAMESPACES)],
)
async def test_a_killed_client_leaves_no_process_and_the_next_one_sweeps(number, rung, tmp_path):
    client = f"""if True:
        import asyncio
        from tests.runner.support import light_runner, source, task
        from tutor.runner.task import Limits
        async def main():
            async with light_runner() as runner:
                pair = runner.run_pair(task("hang", Limits(wall=60)), task("consume", Limits(wall=60)))
                hang = source({HANG!r} + "while True: pass", Limits(wall=60))
                await asyncio.gather(pair, runner.run(hang, lambda text: print(text, flush=True)))
        asyncio.run(main())
    """
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path), "TUTOR_CONFINEMENT": rung}
    with subprocess.Popen([sys.executable, "-c", client], cwd=ROOT, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        child, host = (int(pid) for pid in process.stdout.readline().split())
        family = [int(pid) for pid in Path(f"/proc/{host}/task/{host}/children").read_text().split()]
        assert child in family
        pidfds = [os.pidfd_open(pid) for pid in (host, *family)]
        process.send_signal(number)
    assert await gone(*pidfds)
    assert len(list(tmp_path.glob(f"{PREFIX}*"))) == 1
    ScratchRoot(tmp_path).close()
    assert list(tmp_path.glob(f"{PREFIX}*")) == []


async def test_an_idle_host_is_ended_and_comes_back_when_asked():
    async with light_runner(idle_after=0.0) as runner:
        first = await Started(runner, "").wait()
        pidfd = os.pidfd_open(first.pids[1])
        await first.run
        assert await gone(pidfd)
        second = await Started(runner, "").wait()
        assert second.pids[1] != first.pids[1]
        assert (await second.run).reason == "done"


async def test_an_interrupt_at_the_terminal_is_not_the_hosts(runner):
    started = await Started(runner).wait()
    os.kill(started.pids[1], signal.SIGINT)
    runner.cancel()
    await started.run
    assert (await runner.run(task("echo"))).reason == "done"


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"preload": ["tests.runner.no_such_module"]}, "No module named 'tests.runner.no_such_module'"),
        ({"python": "/no/such/python"}, "/no/such/python can't be started"),
        ({"python": "/bin/false"}, "ended with status 1"),
        ({"at_most": REFUSED}, "it lacks Landlock"),
        ({"at_most": "a moat"}, "TUTOR_CONFINEMENT=a moat: no such confinement"),
    ],
)
async def test_a_host_that_cannot_start_is_told_in_one_line(settings, told):
    runner = light_runner(**settings)
    with pytest.raises(RunnerError, match=told) as raised:
        await runner.ready()
    assert "\n" not in str(raised.value)
    ended = await runner.run(task("echo"))
    assert ended.reason == "lost"
    assert told in ended.detail
    await runner.close()


async def test_a_scratch_folder_that_cannot_be_made_is_told_in_one_line(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", "")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    runner = light_runner()
    with pytest.raises(RunnerError, match="no scratch folder can be made"):
        await runner.ready()
    assert (await runner.run(task("echo"))).reason == "lost"
    await runner.close()


async def test_unsafe_runs_without_what_is_missing_and_says_so():
    async with light_runner(confinement="unsafe", at_most=REFUSED) as runner:
        assert (await runner.run(source("open('/etc/hostname')"))).detail == ""
        assert runner.confinement is not None
        assert runner.confinement.rung == "none"
        assert not runner.confinement.safe
