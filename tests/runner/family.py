"""Processes as the tests of faults see them: who belongs to a runner, who is gone, a host held in mid-import."""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import signal
from collections.abc import Iterable
from pathlib import Path

from tutor.runner.client import Runner

PATIENCE_MS = 20_000


def heed_interrupts() -> None:
    """Whoever started the tests may have had ctrl+c ignored, as a shell does for what runs in the background."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def below(pid: int) -> list[int]:
    """Every process that descends from `pid`."""
    found: list[int] = []
    with contextlib.suppress(OSError):  # it ended while it was looked at
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            for child in map(int, task.read_text().split()):
                found += [child, *below(child)]
    return found


def handles(pids: Iterable[int]) -> list[int]:
    """A pidfd for each that is there: it becomes readable when that very process has ended."""
    found = []
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            found.append(os.pidfd_open(pid))
    return found


def host_of(runner: Runner) -> int:
    """The process id of its host."""
    assert runner._host is not None
    return runner._host.pid


def family(runner: Runner) -> list[int]:
    """Handles of its host and of all its children."""
    host = host_of(runner)
    return handles([host, *below(host)])


async def gone(pidfds: list[int]) -> bool:
    """Whether all of these processes end, this one going on meanwhile. Closes the handles."""
    return await asyncio.to_thread(gone_meanwhile, pidfds)


def gone_meanwhile(pidfds: list[int]) -> bool:
    """The same, standing still."""
    poll, waiting = select.poll(), set(pidfds)
    for pidfd in pidfds:
        poll.register(pidfd, select.POLLIN)
    while waiting:
        ended = poll.poll(PATIENCE_MS)
        if not ended:
            return False
        for pidfd, _ in ended:
            poll.unregister(pidfd)
            waiting.discard(pidfd)
            os.close(pidfd)
    return True


def descriptors() -> int:
    """How many files this process has open."""
    return len(os.listdir("/proc/self/fd")) - 1  # noqa: PTH208 - counts its own


async def settled(runner: Runner) -> None:
    """Wait until the runner has two children waiting and nothing else to do."""
    while runner._errands or len(runner._nursery._idle) < 2 or len(runner._children) > 2:
        await asyncio.sleep(0)


class Held:
    """A module `held`, in a folder of its own, whose import takes until `release`."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self._pipe = folder / "pipe"
        self._end = -1
        os.mkfifo(self._pipe)
        (folder / "held.py").write_text(f"open({str(self._pipe)!r}).read()\n")

    async def reached(self) -> None:
        """Wait until somebody imports it."""
        self._end = await asyncio.to_thread(os.open, self._pipe, os.O_WRONLY)

    def release(self) -> None:
        """Let whoever imports it go on, now and from now on."""
        (self.folder / "held.py").write_text("")
        with contextlib.suppress(OSError):
            os.close(self._end)
        self._end = -1
