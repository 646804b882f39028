"""*Child side.* The kernel's own limits on one child, set before the program is called."""

from __future__ import annotations

import math
import resource
import sys
from pathlib import Path

from tutor.runner.task import RESERVE, Limits

OPEN_FILES = 128


def set_limits(limits: Limits, held: int | None) -> None:
    """Bind the calling process to `limits`, for good. Memory counts from `held` bytes of address space on.

    None leaves address space free: a graphics card's driver maps far more of it than there is memory.
    """
    if held is not None:
        hard = held + limits.memory + RESERVE
        _set(resource.RLIMIT_AS, hard - RESERVE, hard)
    _set(resource.RLIMIT_FSIZE, limits.file_size)
    # A net below the wall clock that the screen's side watches; a few threads may well use more CPU than wall time.
    seconds = 2 * math.ceil(limits.wall) + 1
    _set(resource.RLIMIT_CPU, seconds, seconds + 1)


def set_fixed_limits() -> None:
    """The limits that are the same for every program, whatever its task allows."""
    # One byte, not none: with none the kernel still pipes a dump to a program that asked for it (core(5)).
    _set(resource.RLIMIT_CORE, 1)
    _set(resource.RLIMIT_NOFILE, OPEN_FILES)
    _set(resource.RLIMIT_MEMLOCK, 0)
    if sys.platform.startswith("linux"):
        _set(resource.RLIMIT_MSGQUEUE, 0)
        _set(resource.RLIMIT_NICE, 0)
        _set(resource.RLIMIT_RTPRIO, 0)
        _set(resource.RLIMIT_SIGPENDING, 64)


def use_spare_memory() -> None:
    """Open the reserve, once the program is over."""
    if not sys.platform.startswith("linux"):
        return  # nothing was kept back: see `address_space`
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def address_space() -> int | None:
    """Bytes of address space that this process has mapped; None where the kernel doesn't limit it, as macOS's."""
    if not sys.platform.startswith("linux"):
        return None
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


def _set(what: int, soft: int, hard: int | None = None) -> None:
    hard = soft if hard is None else hard
    _, ceiling = resource.getrlimit(what)
    if ceiling != resource.RLIM_INFINITY:  # the machine's own limit may be lower already
        soft, hard = min(soft, ceiling), min(hard, ceiling)
    resource.setrlimit(what, (soft, hard))
