"""A Mac, as far as Linux can be one: a Python that knows nothing only Linux has, and a stand-in for `sandbox-exec`.

The stand-in reads the profile that it is given, as the real one would: what that lets a program read and write,
Landlock lets it, and what Apple's `system.sb` stands for is what Linux needs to load a library. All else the profile
refuses is refused by the filter of system calls. It runs the program in its own process, in place of executing it.
"""

from __future__ import annotations

import errno
import os
import socket
import sys
import sysconfig
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

# What Python's modules have on Linux and not on macOS.
ONLY_ON_LINUX = {
    "os": (
        *("memfd_create", "pidfd_open", "eventfd", "getrandom", "pipe2", "setns", "unshare", "splice"),
        *("sched_setaffinity", "sched_getaffinity", "posix_fallocate", "posix_fadvise", "setresuid", "setresgid"),
        *("copy_file_range", "MFD_CLOEXEC", "MFD_ALLOW_SEALING", "O_TMPFILE"),
        *("O_PATH", "O_DIRECT", "ST_NODEV", "ST_NOEXEC", "ST_NOATIME", "ST_NODIRATIME", "ST_RELATIME", "P_PIDFD"),
    ),
    "signal": ("pidfd_send_signal", "SIGPWR", "SIGSTKFLT", "SIGPOLL", "SIGRTMIN", "SIGRTMAX", "sigwaitinfo"),
    "socket": ("MSG_CMSG_CLOEXEC", "SOCK_CLOEXEC", "SOCK_NONBLOCK", "SO_PEERCRED", "SO_PASSCRED", "SCM_CREDENTIALS"),
    "fcntl": ("F_SETPIPE_SZ", "F_GETPIPE_SZ", "F_ADD_SEALS", "F_GET_SEALS", "F_SEAL_SEAL", "F_SETSIG", "F_NOTIFY"),
    "resource": ("RLIMIT_MSGQUEUE", "RLIMIT_NICE", "RLIMIT_RTPRIO", "RLIMIT_RTTIME", "RLIMIT_SIGPENDING", "prlimit"),
}


def become_one() -> None:
    """From now on this process finds nothing of Linux: no /proc, none of those names."""
    sysconfig.get_config_vars()  # how this Python was built is kept under its real system's name
    sys.platform = "darwin"
    for module, names in ONLY_ON_LINUX.items():
        found = __import__(module)
        for name in names:
            if hasattr(found, name):
                delattr(found, name)
    if hasattr(os, "process_cpu_count"):  # new in 3.13; where no process can be bound to some processors, it is this
        os.process_cpu_count = os.cpu_count
    socketpair = socket.socketpair

    def no_whole_messages(family: int = socket.AF_UNIX, kind: int = socket.SOCK_STREAM, *rest: int) -> Any:
        if kind != socket.SOCK_STREAM:
            raise OSError(errno.EPROTONOSUPPORT, os.strerror(errno.EPROTONOSUPPORT))
        return socketpair(family, kind, *rest)

    socket.socketpair = no_whole_messages  # type: ignore[attr-defined]
    ours = ModuleType("_scproxy")  # what urllib asks of macOS
    ours.__dict__.update(_get_proxy_settings=dict, _get_proxies=dict)
    sys.modules["_scproxy"] = ours
    sys.addaudithook(_no_proc)


def _no_proc(event: str, arguments: tuple[Any, ...]) -> None:
    if event in ("open", "os.listdir", "os.scandir") and str(arguments[0]).startswith("/proc"):
        raise FileNotFoundError(2, "No such file or directory", str(arguments[0]))


def interpreter(folder: Path) -> str:
    """A program in `folder` that is a Mac's Python, for `-I -c CODE ARGUMENTS`."""
    return _script(folder / "python", "as_python")


def sandbox_exec(folder: Path) -> str:
    """A program in `folder` that is `sandbox-exec`, for `-p PROFILE PYTHON -I -c CODE ARGUMENTS`."""
    return _script(folder / "sandbox-exec", "as_sandbox_exec")


def paper_wall(folder: Path) -> str:
    """The same, but it confines nothing."""
    return _script(folder / "sandbox-exec", "as_paper_wall")


def _script(path: Path, function: str) -> str:
    boot = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from tests.runner import mac; del sys.path[0]; "
    path.write_text(f"#!{sys.executable} -I\n{boot}mac.{function}()\n")
    path.chmod(0o755)
    return str(path)


def as_python() -> None:
    """Be a Mac's Python."""
    sys.executable = sys.argv[0]
    become_one()
    _run(sys.argv[1:])


def as_sandbox_exec() -> None:
    """Be the stand-in."""
    from tests.runner import seatbelt
    from tutor.runner import kernel, landlock
    from tutor.runner.confine import Barrier
    from tutor.runner.readable import SYSTEM

    option, text, python, *rest = sys.argv[1:]
    assert option == "-p"
    rules = seatbelt.Profile(text)
    if not rules.may_execute(python):
        sys.exit(f"sandbox-exec: execvp() of '{python}' failed: Operation not permitted")
    (scratch,) = rules.writable_folders()
    os.setsid()  # the filter refuses it, and macOS doesn't
    granted = [(path, landlock.READ) for path in (*rules.readable(), *map(Path, SYSTEM), Path("/etc/ld.so.cache"))]
    granted += [(path, landlock.Access.LIST) for path in rules.listable()]
    granted += [(Path(os.devnull), landlock.READ | landlock.Access.WRITE), (scratch, landlock.WRITE)]
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    landlock.restrict(granted, landlock.version())
    kernel.drop_capabilities()
    Barrier(seccomp=True).refuse_calls()
    os.setsid = lambda: None  # type: ignore[assignment]
    sys.executable = python
    become_one()
    forget_ourselves()
    _run(rest)


def forget_ourselves() -> None:
    """Let whoever runs here import everything anew, and look for it anew: the real one begins an interpreter."""
    for name in list(sys.modules):
        if name.partition(".")[0] in ("tutor", "tests"):
            del sys.modules[name]
    sys.path_importer_cache.clear()


def as_paper_wall() -> None:
    """Be one that only says it confines."""
    sys.executable = sys.argv[3]
    become_one()
    _run(sys.argv[4:])


def _run(arguments: list[str]) -> None:
    isolated, option, code, *rest = arguments
    assert (isolated, option) == ("-I", "-c")
    sys.argv = ["-c", *rest]
    exec(compile(code, "<string>", "exec"), {"__name__": "__main__"})
