"""*Screen side.* What macOS tells of a process: its memory and its threads, by its library libproc.

Written from Apple's headers (`libproc.h`, `sys/resource.h`, `sys/proc_info.h`) and never tried on a Mac.
"""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

_PATH = "/usr/lib/libproc.dylib"  # the loader knows it, whether or not there is a file of that name
_RUSAGE_V0 = 0
_TASK_INFO = 4


class Usage(ctypes.Structure):
    """`struct rusage_info_v0`, sizes in bytes."""

    _fields_ = [
        ("uuid", ctypes.c_uint8 * 16),
        *((name, ctypes.c_uint64) for name in ("user_time", "system_time", "package_wakeups", "interrupt_wakeups")),
        *((name, ctypes.c_uint64) for name in ("pageins", "wired_size", "resident_size", "footprint")),
        *((name, ctypes.c_uint64) for name in ("began", "ended")),
    ]


class TaskInfo(ctypes.Structure):
    """`struct proc_taskinfo`."""

    _fields_ = [
        *((name, ctypes.c_uint64) for name in ("virtual_size", "resident_size", "total_user", "total_system")),
        *((name, ctypes.c_uint64) for name in ("threads_user", "threads_system")),
        *((name, ctypes.c_int32) for name in ("policy", "faults", "pageins", "cow_faults", "sent", "received")),
        *((name, ctypes.c_int32) for name in ("mach_calls", "unix_calls", "switches", "threads", "running")),
        ("priority", ctypes.c_int32),
    ]


def footprint(pid: int) -> int | None:
    """Bytes of memory that are a process's own, compressed and swapped ones included; None where it is gone."""
    usage = Usage()
    if _library().proc_pid_rusage(ctypes.c_int(pid), ctypes.c_int(_RUSAGE_V0), ctypes.byref(usage)):
        return None
    return int(usage.footprint)


def threads(pid: int) -> int:
    """How many threads a process has; 0 where it is gone."""
    info = TaskInfo()
    size = ctypes.sizeof(info)
    arguments = (ctypes.c_int(pid), ctypes.c_int(_TASK_INFO), ctypes.c_uint64(0), ctypes.byref(info))
    told = _library().proc_pidinfo(*arguments, ctypes.c_int(size))
    return int(info.threads) if told == size else 0


@cache
def _library() -> Any:
    return ctypes.CDLL(_PATH)
