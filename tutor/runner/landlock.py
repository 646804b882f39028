"""*Child side.* Landlock: which files a process may reach, said once and never taken back.

What is handled and not granted is refused. There is no refusing below a granted folder: see `readable`.
"""

from __future__ import annotations

import ctypes
import errno
import os
import stat
from collections.abc import Iterable
from enum import IntFlag
from pathlib import Path

from tutor.runner import kernel

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION = 1
_PATH_BENEATH = 1
_TCP = 3  # bind and connect
_SCOPES = 3  # abstract sockets and signals stay inside
_QUIET = 1 | 4  # log nothing: a learner's mistakes would fill the machine's audit log


class Access(IntFlag):
    """What can be done to a file, as the kernel numbers it."""

    EXECUTE = 1 << 0
    WRITE = 1 << 1
    READ = 1 << 2
    LIST = 1 << 3
    REMOVE_FOLDER = 1 << 4
    REMOVE_FILE = 1 << 5
    MAKE_CHAR = 1 << 6
    MAKE_FOLDER = 1 << 7
    MAKE_FILE = 1 << 8
    MAKE_SOCKET = 1 << 9
    MAKE_FIFO = 1 << 10
    MAKE_BLOCK = 1 << 11
    MAKE_LINK = 1 << 12
    REFER = 1 << 13
    TRUNCATE = 1 << 14
    DEVICE_IOCTL = 1 << 15


READ = Access.READ | Access.LIST
# No links, sockets, pipes or devices: a scratch folder holds plain files.
WRITE = (
    READ
    | Access.WRITE
    | Access.TRUNCATE
    | Access.MAKE_FOLDER
    | Access.MAKE_FILE
    | Access.REMOVE_FOLDER
    | Access.REMOVE_FILE
)
_OF_FILES = Access.READ | Access.WRITE | Access.EXECUTE | Access.TRUNCATE | Access.DEVICE_IOCTL
_SINCE = ((2, Access.REFER), (3, Access.TRUNCATE), (5, Access.DEVICE_IOCTL))

Rule = tuple[Path, Access]


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("access", ctypes.c_uint64), ("folder", ctypes.c_int32))


def version() -> int:
    """The version of Landlock that this kernel offers, asked by the system call itself; 0 for none."""
    try:
        return kernel.call(_CREATE_RULESET, None, 0, _ASK_VERSION)
    except OSError:
        return 0


def why_not() -> str:
    """Why there is none, by the name of the kernel's error ("ENOSYS", "EOPNOTSUPP"); "" where there is one."""
    try:
        kernel.call(_CREATE_RULESET, None, 0, _ASK_VERSION)
    except OSError as error:
        return errno.errorcode.get(error.errno or 0, str(error.errno))
    return ""


def restrict(rules: Iterable[Rule], abi: int) -> None:
    """Confine the calling process to `rules`, by the means of version `abi`. Paths that aren't there are left out.

    Needs no_new_privs. Raises OSError.
    """
    handled = _handled(abi)
    ruleset = _create(handled, abi)
    try:
        for path, access in rules:
            _grant(ruleset, path, access & handled)
        kernel.call(_RESTRICT_SELF, ruleset, _QUIET if abi >= 7 else 0)
    finally:
        os.close(ruleset)


def _handled(abi: int) -> Access:
    handled = Access(Access.REFER - 1)
    for since, access in _SINCE:
        if abi >= since:
            handled |= access
    return handled


def _create(handled: Access, abi: int) -> int:
    attributes = _Ruleset(handled, _TCP if abi >= 4 else 0, _SCOPES if abi >= 6 else 0)
    size = 8 if abi < 4 else 16 if abi < 6 else 24
    return kernel.call(_CREATE_RULESET, ctypes.addressof(attributes), size, 0)


def _grant(ruleset: int, path: Path, access: Access) -> None:
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(fd).st_mode):
            access &= _OF_FILES
        if access:
            rule = _PathBeneath(access, fd)
            kernel.call(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.addressof(rule), 0)
    finally:
        os.close(fd)
