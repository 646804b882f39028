"""*Any side.* Whether there is room left on this machine: memory that could be taken, space on a disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tutor.language import _

MIB = 1 << 20
# Measured: torch, pandas and the rest resident (346 MiB) and two children that wait, with something to work with.
HOST_NEEDS = 400 * MIB
RUN_NEEDS = 48 * MIB
DISK_NEEDS = 1 * MIB  # of the disk that scratch folders lie on

_NO_LIMIT = 1 << 60
_PROC = Path("/proc")
_CGROUPS = Path("/sys/fs/cgroup")
# Of version 2 and 1: what may be used, what is used, and which line of memory.stat could be given back at once.
_NAMES = (
    ("memory.max", "memory.current", "inactive_file"),
    ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"),
)


def short_of_memory(needed: int) -> str:
    """One line if less than `needed` bytes could be taken without anything being ended for it; "" if there is room."""
    free = free_memory()
    if free is None or free >= needed:
        return ""
    return _(
        "memory is short: {free} MiB are free, and {needed} MiB are needed; close some other program, then try again"
    ).format(free=free // MIB, needed=needed // MIB)


def short_of_disk(folder: Path) -> str:
    """One line if nothing more can be written below `folder`; "" if there is room."""
    try:
        disk = os.statvfs(folder)
    except OSError as error:
        return _("the scratch folder {folder} can't be used: {strerror}").format(folder=folder, strerror=error.strerror)
    if disk.f_bavail * disk.f_frsize >= DISK_NEEDS and (disk.f_favail or not disk.f_files):
        return ""
    return _("the disk that {folder} lies on is full; make some room there, then try again").format(folder=folder)


def free_memory(proc: Path = _PROC, cgroups: Path = _CGROUPS) -> int | None:
    """Bytes that could be taken: of the machine's memory and swap, and of what this process's groups may use.

    None where nobody tells.
    """
    return min((free for free in (_free_here(proc), *_free_in_groups(proc, cgroups)) if free is not None), default=None)


def killed_for_memory(proc: Path = _PROC) -> int | None:
    """How often this machine has ended a process because memory ran out, since it was started; None if not told."""
    try:
        told = (proc / "vmstat").read_text()
        return int(told.partition("\noom_kill ")[2].split()[0])
    except (OSError, ValueError, IndexError):
        return None


def _free_here(proc: Path) -> int | None:
    try:
        fields = dict(line.split(":", 1) for line in (proc / "meminfo").read_text().splitlines())
        return sum(int(fields[name].split()[0]) for name in ("MemAvailable", "SwapFree")) * 1024
    except (OSError, ValueError, KeyError):
        return None


def _free_in_groups(proc: Path, cgroups: Path) -> Iterator[int]:
    for group, (most, used, idle) in _groups(proc, cgroups):
        try:
            limit = (group / most).read_text().strip()
            if limit == "max" or int(limit) >= _NO_LIMIT:
                continue
            stat = dict(line.split() for line in (group / "memory.stat").read_text().splitlines())
            yield max(0, int(limit) - int((group / used).read_text()) + int(stat.get(idle, 0)))
        except (OSError, ValueError):
            continue  # the topmost group has no limit, and nothing else has to have one


@cache
def _groups(proc: Path, cgroups: Path) -> list[tuple[Path, tuple[str, str, str]]]:
    """The groups whose limits hold here, innermost first, each with the names of its files."""
    found = []
    try:
        lines = (proc / "self" / "cgroup").read_text().splitlines()
    except OSError:
        return []
    for line in lines:
        _, controllers, path = line.split(":", 2)
        if controllers and "memory" not in controllers.split(","):
            continue
        top = cgroups / "memory" if controllers else cgroups
        # In a container the path may be that of the machine outside, and what is mounted is its own group.
        inner = top / path.lstrip("/")
        inner = inner if inner.is_dir() else top
        found += [(each, _NAMES[bool(controllers)]) for each in (inner, *inner.parents) if each.is_relative_to(top)]
    return found
