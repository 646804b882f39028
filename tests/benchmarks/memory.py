"""Memory of the screen's process, of the host, and of one run beyond what it shares with the host."""

from __future__ import annotations

import asyncio
import os
import pty
import select
import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.checking import ANSWER, EXERCISE
from tutor.grading.jobs import learner_task, shared_job
from tutor.grading.programs import PRELOAD
from tutor.runner.client import Runner

MIB = 1 << 20


def rollup(pid: int) -> dict[str, int]:
    """The fields of /proc/PID/smaps_rollup, in bytes."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    return {name.rstrip(":"): int(value) * 1024 for name, value, *_ in (line.split() for line in lines)}


def private(pid: int) -> int:
    """Bytes that belong to one process alone; 0 if it has ended."""
    try:
        fields = rollup(pid)
    except OSError:
        return 0
    return fields["Private_Clean"] + fields["Private_Dirty"]


def children(pid: int) -> list[int]:
    """The processes that a process has started, and theirs."""
    own = [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    return own + [deeper for child in own for deeper in children(child)]


def screen() -> tuple[int, int]:
    """Resident bytes of the screen's process and of its host, once both have settled."""
    with tempfile.TemporaryDirectory() as folder:
        process, terminal = pty.fork()
        if process == 0:
            own = dict.fromkeys(("TUTOR_DATA", "TUTOR_CACHE", "TUTOR_CONFIG"), folder)
            os.environ.update({"TERM": "xterm-256color", "LINES": "24", "COLUMNS": "80", **own})
            os.execv(sys.executable, [sys.executable, "-m", "tutor", "start"])
        try:
            quiet_since = time.monotonic()
            end = quiet_since + 40
            while time.monotonic() < end and (len(children(process)) < 3 or time.monotonic() - quiet_since < 2):
                ready, _, _ = select.select([terminal], [], [], 0.2)
                if ready:
                    os.read(terminal, 65536)
                    quiet_since = time.monotonic()
            host = children(process)[0]
            return rollup(process)["Rss"], rollup(host)["Rss"]
        finally:
            os.kill(process, signal.SIGTERM)
            os.waitpid(process, 0)
            os.close(terminal)


async def one_run() -> int:
    """The most private bytes that a learner's child holds while it stands still in the middle of its cases."""
    waiting = ANSWER.replace("def zscore(x):", "import time\ndef zscore(x):\n    time.sleep(0.1)")
    task = learner_task(EXERCISE, shared_job(EXERCISE, waiting, 1))
    async with Runner(preload=PRELOAD) as runner:
        await runner.ready()
        held = 0
        for _ in range(3):
            run = asyncio.create_task(runner.run(task))
            while not run.done():
                await asyncio.sleep(0.05)
                held = max([held, *(private(pid) for pid in children(os.getpid())[1:])])
        return held


async def main() -> None:
    """Print the figures, and what an interpreter that imports torch holds beside them."""
    plain = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "import torch, sys; print(1, flush=True); sys.stdin.read()",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert plain.stdout is not None and plain.stdin is not None
    await plain.stdout.readline()
    beside = rollup(plain.pid)["Rss"]
    plain.stdin.close()
    await plain.wait()
    drawn, host = screen()
    run = await one_run()
    print("Memory (asked: one run at most 120 MB of its own)")
    sizes = {"Python with torch imported": beside, "the screen": drawn, "the host": host, "one run, its own": run}
    for name, size in sizes.items():
        print(f"  {name:<46} {size / MIB:>9.1f} MiB   {size / beside:>8.2f} x")


if __name__ == "__main__":
    asyncio.run(main())
