"""*Child side* (and the host's). The few system calls that Python has no name for."""

from __future__ import annotations

import contextlib
import ctypes
import os
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_SECCOMP = 22
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38

_CAPABILITY_VERSION_3 = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long


def call(number: int, *arguments: int | None) -> int:
    """One system call by number; pointers are passed as addresses. Raises OSError."""
    result = int(_libc.syscall(ctypes.c_long(number), *(ctypes.c_void_p(argument) for argument in arguments)))
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return result


def prctl(option: int, *arguments: int) -> None:
    """prctl(2), arguments not given being zero. Raises OSError."""
    four = [*arguments, 0, 0, 0, 0][:4]
    if _libc.prctl(ctypes.c_int(option), *(ctypes.c_ulong(argument) for argument in four)) < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))


def die_with_parent(parent: int) -> None:
    """Be killed when the thread that started this process ends. Leaves at once if `parent` is gone already."""
    prctl(PR_SET_PDEATHSIG, 9)
    if os.getppid() != parent:
        os._exit(1)


def yield_to_others(nice: int) -> None:
    """Let other sessions go first on a busy processor, as far as this kernel groups by session. A new session has a
    group of its own, for which the process's niceness counts nothing."""
    with contextlib.suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(nice))


def drop_capabilities() -> None:
    """Give up what root may do beyond owning files. Raises OSError."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    nothing = (ctypes.c_uint32 * 6)()
    if _libc.capset(ctypes.byref(header), ctypes.byref(nothing)) < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
