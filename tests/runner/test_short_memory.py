"""Protects: a machine short of memory is told of in one line; nothing is begun that would be killed or blamed."""

from __future__ import annotations

import asyncio
import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.runner.support import ROOT, light_runner, task
from tutor.runner import room
from tutor.runner.client import RunnerError

pytestmark = pytest.mark.asyncio(loop_scope="session")

MIB = 1 << 20


async def test_memory_is_asked_for_before_a_host_is_started_and_again_at_the_next_request() -> None:
    async with light_runner(memory=1 << 60) as runner:
        with pytest.raises(RunnerError, match=r"^memory is short: \d+ MiB are free, and \d+ MiB are needed; close"):
            await runner.ready()
        assert runner._host is None
        assert not runner.may_wake
        ended = await runner.run(task("echo"))
        assert ended.reason == "lost"
        assert ended.detail.startswith("memory is short")
        runner._settings["memory"] = 0
        assert (await runner.run(task("echo"))).reason == "done"


CGROUP = Path("/sys/fs/cgroup")


@pytest.fixture
def group() -> Iterator[Path]:
    """A real group of processes that may use 200 MiB, as a small container's."""
    groups = CGROUP / "memory" if (CGROUP / "memory").is_dir() else CGROUP
    group = groups / f"tutor-test-{os.getpid()}"
    limit = "memory.limit_in_bytes" if groups != CGROUP else "memory.max"
    try:
        group.mkdir()
        (group / limit).write_text(str(200 * MIB))
    except OSError as error:
        pytest.skip(f"needs a control group of its own: {error}")
    yield group
    for _ in range(100_000):  # the last to leave may take its time
        try:
            group.rmdir()
        except OSError as error:
            assert error.errno == errno.EBUSY
        else:
            return


def told_in(group: Path, program: str) -> list[str]:
    """The lines that a program prints that runs in `group`."""
    join = "import sys; from pathlib import Path; Path(sys.argv[1]).write_text('0')\n"
    command = [sys.executable, "-c", join + program, str(group / "cgroup.procs")]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()


async def test_the_limit_of_a_group_of_processes_counts(group: Path) -> None:
    program = "from tutor.runner import room; print(room.free_memory()); print(room.short_of_memory(room.HOST_NEEDS))"
    free, told = told_in(group, program)
    assert 100 * MIB < int(free) <= 200 * MIB
    assert told.startswith("memory is short: 1")


OUT_OF_MEMORY = """if True:
    import asyncio
    from tests.runner.support import light_runner, source, task

    async def main():
        async with light_runner(memory=0) as runner:
            for asked in (source("held = bytearray(b'x' * (400 << 20))"), task("echo")):
                ended = await runner.run(asked)
                print(ended.reason, ended.detail)

    asyncio.run(main())
"""


async def test_a_child_ended_because_the_machine_had_no_memory_left_is_no_ones_fault(group: Path) -> None:
    """It kept within what its exercise allows; the next run works."""
    first, second = told_in(group, OUT_OF_MEMORY)
    assert first == "lost this machine ran out of memory; close some other program, then try again"
    assert second == "done "


def write_tree(top: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(text)
    return top


MEMINFO = "MemTotal: 9 kB\nMemAvailable:    2048 kB\nSwapFree:  1024 kB\n"


@pytest.mark.parametrize(
    ("proc", "cgroups", "free"),
    [
        ({"meminfo": MEMINFO}, {}, 3 * MIB),
        ({"meminfo": "MemTotal: 9 kB\n"}, {}, None),
        ({}, {}, None),
        (
            {"meminfo": MEMINFO, "self/cgroup": "0::/a/b\n"},
            {
                "a/b/memory.max": "max\n",
                "a/memory.max": f"{2 * MIB}\n",
                "a/memory.current": f"{MIB}\n",
                "a/memory.stat": "anon 5\ninactive_file 1000\n",
            },
            MIB + 1000,
        ),
        (
            {"meminfo": MEMINFO, "self/cgroup": "4:memory:/outside/this\n1:cpu:/\n"},
            {
                "memory/memory.limit_in_bytes": f"{2 * MIB}\n",
                "memory/memory.usage_in_bytes": f"{3 * MIB}\n",
                "memory/memory.stat": "total_inactive_file 0\n",
            },
            0,
        ),
    ],
)
async def test_what_the_kernel_tells_of_memory_is_understood(tmp_path, proc, cgroups, free) -> None:
    await asyncio.sleep(0)
    here, there = write_tree(tmp_path / "proc", proc), write_tree(tmp_path / "cgroup", cgroups)
    assert room.free_memory(here, there) == free
