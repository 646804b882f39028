"""*Screen side.* What a running child uses, looked at from outside every few milliseconds, against its limits."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from tutor.runner import scratch
from tutor.runner.awake import AwakeTime
from tutor.runner.spares import Spare
from tutor.runner.task import RESERVE, Limits, Reason

EVERY = 0.02  # seconds

_PAGE = resource.getpagesize()
_ON_MACOS = sys.platform == "darwin"


class Watch:
    """Looks at one child, every few milliseconds.

    `peak` is the most memory, in bytes beyond what it was born with, that was seen.
    """

    def __init__(self, spare: Spare, limits: Limits) -> None:
        self._spare = spare
        self._limits = limits
        self._born_with = private_memory(spare.pid) or 0
        self._awake: AwakeTime | None = AwakeTime()
        self.peak = 0

    def hold_clock(self) -> None:
        """Count no time until `start_clock`."""
        self._awake = None

    def start_clock(self) -> None:
        """Count the whole wall time from now."""
        self._awake = AwakeTime()

    def look(self) -> Reason | None:
        """Which limit the child is past, if any. Its CPU time is the kernel's to limit."""
        if self._awake is not None and self._awake.passed() > self._limits.wall:
            return "timeout"
        if self.note_memory() > self._limits.memory + RESERVE:
            return "memory"
        if _tasks(self._spare.pid) > self._limits.tasks:
            return "tasks"
        return "scratch" if self._scratch_is_full() else None

    def note_memory(self) -> int:
        """Bytes of memory beyond what the child was born with; the highest is kept as `peak`."""
        now = private_memory(self._spare.pid)
        grown = max(0, now - self._born_with) if now is not None else 0
        self.peak = max(self.peak, grown)
        return grown

    def _scratch_is_full(self) -> bool:
        used = scratch.measure(self._spare.scratch, self._limits.scratch_files)
        if used.beyond or used.files > self._limits.scratch_files:
            return True
        return used.size + scratch.unlinked_bytes(self._spare.pid) > self._limits.scratch_bytes


def private_memory(pid: int) -> int | None:
    """Bytes of anonymous memory of a process, what it shares with its parent included; None where it is gone."""
    if _ON_MACOS:
        from tutor.runner import libproc

        return libproc.footprint(pid)
    try:
        fields = Path(f"/proc/{pid}/statm").read_text().split()
    except OSError:
        return None
    return (int(fields[1]) - int(fields[2])) * _PAGE


def _tasks(pid: int) -> int:
    if _ON_MACOS:
        from tutor.runner import libproc

        return libproc.threads(pid)
    try:
        return sum(1 for _ in Path(f"/proc/{pid}/task").iterdir())
    except OSError:
        return 0
