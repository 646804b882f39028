"""From a request to its result with a spare child waiting, and what becomes of ten checks asked for at once."""

from __future__ import annotations

import asyncio
import sys
import time
from dataclasses import replace

from tests.benchmarks.checking import ANSWER, EXERCISE
from tests.benchmarks.measure import Sample, in_turn
from tutor.course.model import Case
from tutor.grading.check import check
from tutor.grading.jobs import learner_task, shared_job
from tutor.grading.programs import PRELOAD, SCRIPT
from tutor.runner.client import Runner
from tutor.runner.task import Limits, Task

SMALL = "import torch\ntorch.arange(6.0).reshape(2, 3).sum()\n"
LARGE = replace(
    EXERCISE,
    entry="large",
    solution="import torch\n\ndef large(n):\n    return torch.zeros(n, dtype=torch.float64)\n",
    cases=(Case(args=("1 << 20",)),),
)
ROUNDS = 200
AT_ONCE = 10
SPARES_COME = 0.05  # seconds in which the host forks the next spares; not counted


async def main() -> None:
    """Print the medians, and against an exec of a bare interpreter."""
    async with Runner(preload=PRELOAD) as runner:
        await runner.ready()

        async def small() -> float:
            return await one_run(runner, Task(SCRIPT, {"source": SMALL}, Limits()), 0)

        async def large() -> float:
            return await one_run(runner, learner_task(LARGE, shared_job(LARGE, LARGE.solution, 1)), 8 << 20)

        async def bare() -> None:
            process = await asyncio.create_subprocess_exec(sys.executable, "-I", "-S", "-c", "pass")
            await process.wait()

        names = {"a bare interpreter, started": bare, "request to result": small, "a result of 8 MB": large}
        found = await in_turn(ROUNDS, names)
        at_once = await in_turn(20, {f"{AT_ONCE} checks asked for at once": lambda: together(runner)})
    report(found, at_once)


async def one_run(runner: Runner, task: Task, size: int) -> float:
    """Seconds from asking for a run to having all of its result, after the spares had time to come."""
    await asyncio.sleep(SPARES_COME)
    started = time.perf_counter()
    ended = await runner.run(task)
    taken = time.perf_counter() - started
    assert ended.reason == "done", ended
    assert len(ended.result) >= size
    return taken


async def together(runner: Runner) -> None:
    """Every one of the checks passes."""
    verdicts = await asyncio.gather(*(check(runner, EXERCISE, ANSWER) for _ in range(AT_ONCE)))
    assert [verdict.verdict for verdict in verdicts] == ["passed"] * AT_ONCE


def report(found: dict[str, Sample], at_once: dict[str, Sample]) -> None:
    """The figures, against a bare interpreter's start."""
    print(f"Requests ({ROUNDS} runs in turn; asked: at most 15 ms at the median, 40 ms at p95; 8 MB at most 60 ms)")
    bare, *others = found.values()
    print(bare.row())
    for sample in (*others, *at_once.values()):
        print(sample.row(bare))


if __name__ == "__main__":
    asyncio.run(main())
