"""`tutor watch`: from a save to the beginning of its check, and to the verdict.

python -m tests.benchmarks.watching
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path

from tests.benchmarks.measure import Sample
from tests.screen.material import SOLUTION, write_course
from tutor.course.loader import load
from tutor.grading.programs import PRELOAD
from tutor.progress.store import Store
from tutor.runner.client import Runner
from tutor.screen.session import Session
from tutor.screen.watching import Checking, Happening, Judged, Watching

ROUNDS = 20


async def saves(folder: Path, *, polling: bool) -> tuple[Sample, Sample]:
    """Save a right answer again and again."""
    happened: asyncio.Queue[tuple[float, Happening]] = asyncio.Queue()
    session = Session(load(write_course(folder / "course")), Store.in_memory(), lambda: Runner(preload=PRELOAD))
    watching = Watching(
        session, Path.read_text, folder, lambda one: happened.put_nowait((time.perf_counter(), one)), polling
    )

    async def until(kind: type[Happening]) -> float:
        while True:
            at, one = await asyncio.wait_for(happened.get(), 60)
            if isinstance(one, kind):
                return at

    begun, judged = [], []
    try:
        await session.desk.ready()
        await watching.open("start/steps/double")
        file = folder / "start" / "steps" / "double.py"
        for number in range(ROUNDS + 1):
            saved = time.perf_counter()
            file.write_text(f"{SOLUTION}# {number}\n")
            times = await until(Checking), await until(Judged)
            if number:
                begun.append(times[0] - saved)
                judged.append(times[1] - saved)
    finally:
        await watching.close()
        await session.desk.close()
    how = "looked for" if polling else "told by the system"
    return Sample(f"save to check, {how}", tuple(begun)), Sample(f"save to verdict, {how}", tuple(judged))


async def main() -> None:
    """Print the medians."""
    print(f"tutor watch ({ROUNDS} saves; asked: checked within 100 ms of the save)")
    for polling in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            for sample in await saves(Path(folder), polling=polling):
                print(sample.row())


if __name__ == "__main__":
    asyncio.run(main())
