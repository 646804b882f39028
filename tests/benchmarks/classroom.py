"""Thirty learners on one machine, each with a host of their own, who check once every ten seconds for three minutes."""

from __future__ import annotations

import asyncio
import os
import random
import sys
import time
from pathlib import Path

from tests.benchmarks.checking import ANSWER, EXERCISE
from tests.benchmarks.measure import Sample, in_turn
from tests.benchmarks.memory import MIB, children, private
from tutor.grading.check import check
from tutor.grading.programs import LATER, PRELOAD
from tutor.runner.client import Runner

LEARNERS = 30
EVERY = 10.0  # seconds
MINUTES = 3.0
ALONE = "a check while nobody else works"


async def learner(runner: Runner, until: float, taken: list[float], failed: list[str]) -> None:
    """Check again and again, at times of one's own."""
    await asyncio.sleep(random.uniform(0, EVERY))
    while time.monotonic() < until:
        started = time.perf_counter()
        verdict = await check(runner, EXERCISE, ANSWER)
        taken.append(time.perf_counter() - started)
        if verdict.verdict != "passed":
            failed.append(verdict.message)
        await asyncio.sleep(max(0.0, EVERY - taken[-1]))


async def main(minutes: float = MINUTES) -> None:
    """Print how long checks took, whether any failed, and what memory all of it held."""
    runners = [Runner(preload=PRELOAD, later=LATER) for _ in range(LEARNERS)]
    started = time.perf_counter()
    try:
        for runner in runners:  # nobody's screen starts in the same second as all others
            await runner.start()
            await runner.warm()
        began = time.perf_counter() - started
        alone = await in_turn(10, {ALONE: lambda: one_check(runners[0])})
        taken: list[float] = []
        failed: list[str] = []
        until = time.monotonic() + 60 * minutes
        working = [asyncio.create_task(learner(runner, until, taken, failed)) for runner in runners]
        await asyncio.sleep(30 * minutes)
        held = sum(private(pid) for pid in children(os.getpid()))
        free = available()
        await asyncio.gather(*working)
    finally:
        await asyncio.gather(*(runner.close() for runner in runners))
    asked = "asked: none fails, p95 at most 1500 ms"
    print(f"{LEARNERS} learners, a check every {EVERY:g} s each, {minutes:g} minutes ({asked})")
    one = alone[ALONE]
    print(one.row())
    print(Sample(f"a check among {LEARNERS}", tuple(taken)).row(one))
    print(f"  {len(taken)} checks, {len(failed)} failed{': ' + failed[0] if failed else ''}")
    print(f"  {held / MIB:.0f} MiB held by hosts and children alone, {free / MIB:.0f} MiB of the machine still free")
    print(f"  {began:.0f} s until all hosts were warm, one after another")


async def one_check(runner: Runner) -> None:
    """A check, whatever comes of it."""
    await check(runner, EXERCISE, ANSWER)


def available() -> int:
    """Bytes of memory that could be used without swapping."""
    lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable"))


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1]) if len(sys.argv) > 1 else MINUTES))
