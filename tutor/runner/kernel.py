"""*Child side* (and the host's). The few system calls that Python has no name for."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
from pathlib import Path

from tutor.runner.syscalls import this_machine

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38

_CAPABILITY_VERSION_3 = 0x20080522
_MNT_DETACH = 2

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
    _checked(_libc.prctl(ctypes.c_int(option), *(ctypes.c_ulong(argument) for argument in four)))


def unshare(namespaces: int) -> None:
    """Leave the namespaces named by these CLONE_NEW flags for new ones. Raises OSError."""
    _checked(_libc.unshare(ctypes.c_int(namespaces)))


def mount(source: str, target: str, kind: str | None, flags: int, data: str = "") -> None:
    """mount(2). Raises OSError, with `target` as its file."""
    words = [None if word is None else os.fsencode(word) for word in (source, target, kind, data)]
    _checked(_libc.mount(words[0], words[1], words[2], ctypes.c_ulong(flags), words[3]), target)


def pivot_root_here() -> None:
    """Make the working folder the root, and forget the old one with all that is mounted there. Raises OSError."""
    machine = this_machine()
    if machine is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    here = ctypes.create_string_buffer(b".")
    call(machine.numbers["pivot_root"], ctypes.addressof(here), ctypes.addressof(here))
    _checked(_libc.umount2(b".", _MNT_DETACH))  # the old root lies on top of the new one now


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
    _checked(_libc.capset(ctypes.byref(header), ctypes.byref(nothing)))


def _checked(result: int, file: str | None = None) -> None:
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error), file)
