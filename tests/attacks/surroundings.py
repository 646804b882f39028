"""What every attack must leave as it was: the machine's shared memory, mounts and packages, and other processes."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import platform
import sysconfig
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from tests.attacks.world import Facts, facts_of

_IOPRIO_GET = {"x86_64": 252, "aarch64": 31}
_STATE, _PARENT, _GROUP, _SESSION, _NICE, _REALTIME, _POLICY = 0, 1, 2, 3, 16, 37, 38  # after the name, in `stat`


def surroundings(processes: Iterable[int]) -> Facts:
    """What can be seen of the machine and of some processes."""
    facts: Facts = {
        "shared memory": names_in("/dev/shm"),
        "the host's name": (platform.node(),),
        "mounts": tuple(Path("/proc/self/mountinfo").read_text().splitlines()),
        "packages": names_in(sysconfig.get_path("purelib")),
    }
    for kind in ("shm", "sem", "msg"):
        with suppress(OSError):
            rows = Path(f"/proc/sysvipc/{kind}").read_text().splitlines()[1:]
            facts[f"System V {kind}"] = tuple(row.split()[1] for row in rows)
    with suppress(OSError):
        facts["message queues"] = names_in("/dev/mqueue")
    for name in ("torch", "numpy", "json", "tutor"):
        spec = importlib.util.find_spec(name)
        assert spec is not None
        assert spec.origin is not None
        source = Path(spec.origin)
        facts[f"the package {name}"] = (*facts_of(source)[:8], *names_in(source.parent))
    for pid in processes:
        facts[f"process {pid}"] = process_facts(pid)
    return facts


def names_in(folder: str | Path) -> tuple[str, ...]:
    """What a folder holds, in order."""
    return tuple(sorted(entry.name for entry in Path(folder).iterdir()))


def process_facts(pid: int) -> tuple[object, ...]:
    """What one process may do, and with what claim to the processor."""
    folder = Path(f"/proc/{pid}")
    fields = stat_fields(pid)
    limits = (folder / "limits").read_text()
    texts = tuple((folder / name).read_text() for name in ("oom_score_adj", "autogroup") if (folder / name).exists())
    stopped = fields[_STATE] in "TtZX"
    shown = tuple(fields[index] for index in (_PARENT, _GROUP, _SESSION, _NICE, _REALTIME, _POLICY))
    return (stopped, *shown, tuple(sorted(os.sched_getaffinity(pid))), ioprio(pid), limits, *texts)


def stat_fields(pid: int) -> list[str]:
    """The fields of /proc/PID/stat behind the name, which may hold anything."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def ioprio(pid: int) -> int:
    """A process's claim to the disk; -1 where it can't be told."""
    number = _IOPRIO_GET.get(platform.machine())
    return -1 if number is None else int(ctypes.CDLL(None).syscall(number, 1, pid))


def descended_from(host: int) -> set[int]:
    """All processes below the host: its own, and the orphans that come to it."""
    return {pid for pid, (above, _) in processes().items() if host in above}


def in_sessions(sessions: set[int]) -> set[int]:
    """All processes of some sessions."""
    return {pid for pid, (_, session) in processes().items() if session in sessions}


def processes() -> dict[int, tuple[set[int], int]]:
    """Each process with all those above it, and its session."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                fields = stat_fields(int(entry.name))
                found[int(entry.name)] = (int(fields[_PARENT]), int(fields[_SESSION]))
    out = {}
    for pid, (parent, session) in found.items():
        above: set[int] = set()
        while parent in found and parent not in above:
            above.add(parent)
            parent = found[parent][0]
        out[pid] = (above, session)
    return out
