"""A whole check against a warm notebook kernel making the same calls, and against `python file.py`."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.measure import Sample, in_turn
from tutor.course.model import Case, Exercise, Kind
from tutor.grading.check import check
from tutor.grading.programs import PRELOAD
from tutor.runner.client import Runner

ANSWER = """
import torch

def zscore(x):
    spread = x.std(dim=0, correction=0)
    return (x - x.mean(dim=0)) / torch.where(spread == 0, 1.0, spread)
"""
SHAPES = [(n, d) for n in (1, 2, 3, 5) for d in (1, 2, 4)]
EXERCISE = Exercise(
    id="zscore",
    address="benchmarks/checking/zscore",
    kind=Kind.FUNCTION,
    title="Standard scores",
    goal="",
    entry="zscore",
    solution=ANSWER,
    cases=tuple(Case(args=(f"randn{shape}",)) for shape in SHAPES),
)
CALLS = ANSWER + "".join(f"zscore(torch.randn{shape})\n" for shape in SHAPES)
ROUNDS = 200
FILE_ROUNDS = 5


async def main() -> None:
    """Print the medians and ratios."""
    from jupyter_client.manager import start_new_async_kernel

    manager, client = await start_new_async_kernel(kernel_name="python3")
    try:
        async with Runner(preload=PRELOAD) as runner:
            await runner.ready()

            async def whole_check() -> None:
                verdict = await check(runner, EXERCISE, ANSWER)
                assert verdict.verdict == "passed", verdict.message

            async def notebook() -> None:
                reply = await client.execute_interactive(CALLS, output_hook=lambda _: None, timeout=60)
                assert reply["content"]["status"] == "ok", reply

            found = await in_turn(
                ROUNDS, {"a whole check, 12 small cases": whole_check, "a warm notebook kernel": notebook}
            )
        file = await in_turn(FILE_ROUNDS, {"python file.py": python_file})
    finally:
        client.stop_channels()
        await manager.shutdown_kernel(now=True)
    report(found["a whole check, 12 small cases"], found["a warm notebook kernel"], file["python file.py"])


async def python_file() -> None:
    """The same calls by a plain interpreter."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.py"
        path.write_text(CALLS, encoding="utf-8")
        await asyncio.to_thread(subprocess.run, [sys.executable, str(path)], check=True, capture_output=True)


def report(ours: Sample, notebook: Sample, file: Sample) -> None:
    """The figures, and the ratios that are asked for."""
    asked = "asked: at most 50 ms, at most 4 times a notebook, 40 times faster than a file"
    print(f"One check ({ROUNDS} runs in turn; {asked})")
    print(notebook.row())
    print(ours.row(notebook))
    print(file.row())
    print(f"  the check is {file.median / ours.median:.0f} times faster than the file")


if __name__ == "__main__":
    asyncio.run(main())
