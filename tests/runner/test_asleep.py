"""Protects: the time for which a machine slept, or its processes were stopped, is not taken from a run's."""

from __future__ import annotations

import ast
import asyncio
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.runner.family import below
from tests.runner.support import ROOT
from tutor.runner.awake import STILL, TICK, AwakeTime, Countdown

WALL = 1.0
CLIENT = f"""if True:
    import asyncio, json
    from tests.runner.support import light_runner, source
    from tutor.runner.task import Limits

    awhile = "import time; print('begun'); [time.sleep(0.01) for _ in range(20)]"

    async def main():
        async with light_runner() as runner:
            heard = lambda text: print(text, end="", flush=True)
            ended = await runner.run(source(awhile, Limits(wall={WALL})), heard)
            again = await runner.run(source("while True: pass", Limits(wall=0.1)))
            print(json.dumps([ended.reason, again.reason]), flush=True)

    asyncio.run(main())
"""


def test_a_family_stopped_for_longer_than_its_time_is_not_out_of_time() -> None:
    with subprocess.Popen([sys.executable, "-c", CLIENT], cwd=ROOT, stdout=subprocess.PIPE, text=True) as client:
        assert client.stdout is not None
        assert client.stdout.readline() == "begun\n"
        family = [client.pid, *below(client.pid)]
        for number in (signal.SIGSTOP, signal.SIGCONT):
            for pid in family:
                os.kill(pid, number)
            if number == signal.SIGSTOP:
                subprocess.run(["sleep", str(WALL + STILL)], check=True)  # what the fault is: a while of standing still
        assert json.loads(client.stdout.readline()) == ["done", "timeout"]


class Clock:
    """A clock set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_time_is_counted_as_it_passes_and_gaps_are_not() -> None:
    clock = Clock()
    awake = AwakeTime(clock)
    for _ in range(100):
        clock.now += 0.02
        awake.passed()
    assert awake.passed() == pytest.approx(2.0)
    clock.now += 3600
    assert awake.passed() == pytest.approx(2.0)
    clock.now += 0.02
    assert awake.passed() == pytest.approx(2.02)


async def test_a_countdown_counts_a_gap_of_any_length_as_one_tick(monkeypatch: pytest.MonkeyPatch) -> None:
    loop = asyncio.get_running_loop()
    done = asyncio.Event()
    jumped = 0.0
    real = loop.time
    monkeypatch.setattr(loop, "time", lambda: real() + jumped)
    countdown = Countdown(10 * TICK, done.set)
    for tick in range(1, 11):
        assert not done.is_set()
        jumped += 3600
        while countdown.left > 10 - tick and not done.is_set():
            await asyncio.sleep(0)
    jumped += 3600
    await done.wait()


async def test_a_countdown_that_was_stopped_calls_nobody() -> None:
    called: list[int] = []
    Countdown(0.0, lambda: called.append(1)).stop()
    Countdown(0.0, lambda: called.append(2))
    while not called:
        await asyncio.sleep(0)
    assert called == [2]


WALL_CLOCKS = {"time", "time_ns", "localtime", "gmtime", "ctime", "CLOCK_REALTIME"}


@pytest.mark.parametrize("path", sorted((ROOT / "tutor" / "runner").glob("*.py")), ids=lambda path: path.name)
def test_the_runner_reads_no_clock_that_can_be_set(path: Path) -> None:
    tree = ast.parse(path.read_text())
    named = [
        (node.value.id, node.attr)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    ]
    imported = [
        (node.module, alias.name) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
    ]
    assert not [one for one in [*named, *imported] if one[0] in ("time", "datetime") and one[1] in WALL_CLOCKS]
