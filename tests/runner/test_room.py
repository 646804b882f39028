"""Protects: no room on a disk or among open files is told in one line, and never the learner's fault."""

from __future__ import annotations

import itertools
import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.runner.family import descriptors, settled
from tests.runner.support import ROOT, light_runner, task
from tutor.course.model import Case, Exercise, Kind
from tutor.grading.check import check

pytestmark = pytest.mark.asyncio(loop_scope="session")

EXERCISE = Exercise(
    id="twice",
    address="faults/room/twice",
    kind=Kind.FUNCTION,
    title="",
    goal="",
    entry="twice",
    solution="def twice(x):\n    return 2 * x\n",
    cases=(Case(args=("3",)),),
)


@contextmanager
def open_files_at_most(count: int) -> Iterator[None]:
    """This process can open so many files and no more."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (count, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def limit_with_room_for(more: int) -> int:
    """The limit under which so many more files can be opened."""
    numbers = itertools.count()
    free = (number for number in numbers if not Path(f"/proc/self/fd/{number}").exists())
    return next(itertools.islice(free, more, None))


@pytest.mark.parametrize("more", range(12))
async def test_no_room_for_open_files_is_told_and_the_next_run_works(more: int) -> None:
    """Room for some files more each time: every place that opens one has its turn to fail."""
    async with light_runner() as runner:
        await runner.ready()
        await settled(runner)
        before = descriptors()
        with open_files_at_most(limit_with_room_for(more)):
            ended = await runner.run(task("echo"))
            learner, examiner = await runner.run_pair(task("produce", count=1), task("consume"))
            verdict = await check(runner, EXERCISE, "") if not more else None
        for one in (ended, learner, examiner):
            assert one.reason in ("done", "lost"), one
            assert "\n" not in one.detail
        if verdict is not None:
            assert verdict.verdict == "unjudged"
            assert "that is not your fault" in verdict.message
            assert "open files" in verdict.message
        assert (await runner.run(task("echo"))).reason == "done"
        await settled(runner)
        assert descriptors() == before


@pytest.mark.parametrize("more", [0, 1, 2, 4, 6, 8])
async def test_a_host_that_finds_no_room_for_open_files_is_told_and_started_later(more: int) -> None:
    before = descriptors()
    async with light_runner() as runner:
        with open_files_at_most(limit_with_room_for(more)):
            await runner.start()
            ended = await runner.run(task("echo"))
        assert ended.reason in ("done", "lost")
        assert "\n" not in ended.detail
        assert more or "files" in ended.detail, ended
        assert (await runner.run(task("echo"))).reason == "done"
    assert descriptors() == before


FULL = """if True:
    import asyncio, json, os, sys
    from pathlib import Path
    from tests.runner.support import light_runner, task, source
    from tutor.runner.client import RunnerError

    disk = Path(os.environ["XDG_RUNTIME_DIR"])

    def fill():
        with (disk / "filler").open("wb", buffering=0) as filler:
            try:
                while filler.write(bytes(4096)):
                    pass
            except OSError:
                return

    async def main():
        told = []
        fill()
        async with light_runner() as runner:
            told.append((await runner.run(task("echo"))).detail)
            (disk / "filler").unlink()
            told.append((await runner.run(task("echo"))).reason)
            fill()
            told.append((await runner.run(task("echo"))).detail)
            told.append((await runner.run_pair(task("produce", count=1), task("consume")))[0].detail)
            (disk / "filler").unlink()
            told.append((await runner.run(source("open('f', 'w').write('x')"))).reason)
        told.append([path.name for path in disk.iterdir()])
        print(json.dumps(told))

    asyncio.run(main())
"""


async def test_a_full_disk_is_told_and_the_next_run_works_when_there_is_room(tmp_path: Path) -> None:
    own_disk = f'mount -t tmpfs -o size=4m none {tmp_path} && exec {sys.executable} -c "$FULL"'
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path), "FULL": FULL}
    ran = subprocess.run(
        ["unshare", "-Urm", "sh", "-c", own_disk], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    if ran.returncode and ("unshare" in ran.stderr or "mount" in ran.stderr):
        pytest.skip(f"needs a disk of its own: {ran.stderr}")
    assert ran.returncode == 0, ran.stderr
    first, then, running, pair, last, left = json.loads(ran.stdout)
    for told in (first, running, pair):
        assert "is full; make some room there" in told or "No space left on device" in told
        assert "\n" not in told
    assert (then, last, left) == ("done", "done", [])
