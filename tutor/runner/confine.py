"""*Child side* (and the host's). The barrier around a child, and trying whether it holds on this machine."""

from __future__ import annotations

import contextlib
import json
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tutor.runner import kernel, landlock, seccomp
from tutor.runner.ladder import Confinement, judge
from tutor.runner.syscalls import this_machine

_NULL_ACCESS = landlock.Access.READ | landlock.Access.WRITE | landlock.Access.TRUNCATE


@dataclass(frozen=True)
class Barrier:
    """What a child is kept behind. `landlock_abi` 0 and `seccomp` False leave that layer out."""

    readable: tuple[Path, ...]
    landlock_abi: int
    seccomp: bool

    def raise_around(self, scratch: Path) -> None:
        """Confine the calling process for good: it may write in `scratch` only. Raises OSError."""
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
        if self.landlock_abi:
            rules = [(path, landlock.READ) for path in self.readable]
            rules += [(Path(os.devnull), _NULL_ACCESS), (scratch, landlock.WRITE)]
            landlock.restrict(rules, self.landlock_abi)
        kernel.drop_capabilities()
        machine = this_machine()
        if self.seccomp and machine is not None:
            seccomp.install(machine, os.getpid())


def try_out(folder: Path, landlock_at_most: int | None = None) -> Confinement:
    """What holds here, found by raising the barrier around a throw-away child that then tries to get out.

    `folder` is a writable one; nothing stays in it. To be called where one thread runs.
    """
    abi = landlock.version()
    if landlock_at_most is not None:
        abi = min(abi, landlock_at_most)
    inner, canary = folder / "inner", folder / "canary"
    inner.mkdir()
    canary.write_text("not to be read")
    try:
        files = _held_by(Barrier((), abi, False), inner, lambda: _files_hold(inner, canary)) if abi else False
        calls = _held_by(Barrier((), 0, True), inner, _calls_hold) if this_machine() else False
    finally:
        canary.unlink()
        inner.rmdir()
    return judge(abi if files else 0, calls)


def _held_by(barrier: Barrier, inner: Path, test: Callable[[], bool]) -> bool:
    pid = os.fork()
    if pid == 0:
        status = 2
        try:
            barrier.raise_around(inner)
            status = 0 if test() else 1
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def _files_hold(inner: Path, canary: Path) -> bool:
    mine = inner / "mine"
    mine.write_text("may be written")
    mine.unlink()
    return _refused(canary.read_text) and _refused(lambda: canary.write_text("overwritten"))


def _calls_hold() -> bool:
    return _refused(lambda: socket.socket(socket.AF_UNIX).close()) and _refused(lambda: os.kill(os.getppid(), 0))


def _refused(act: Callable[[], object]) -> bool:
    try:
        act()
    except PermissionError:
        return True
    return False


def main() -> None:
    """Print what holds on this machine as JSON: for `ladder.probe`, which runs this as a process of its own."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="tutor-probe-") as folder:
        found = try_out(Path(folder))
    with contextlib.suppress(BrokenPipeError):
        print(json.dumps(found.as_json()), flush=True)
