"""*Child side* (and the host's). The barrier around a child, and trying whether it holds on this machine."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from tutor.runner import kernel, landlock, namespaces, nodes, seccomp
from tutor.runner.ladder import BOTH, MASKED, NAMESPACES, NOT_TRIED, REFUSED, Confinement, Tried, judge
from tutor.runner.syscalls import this_machine

if TYPE_CHECKING:
    from tutor.runner.sandbox import Sandbox

_NULL_ACCESS = landlock.Access.READ | landlock.Access.WRITE | landlock.Access.TRUNCATE
_NODE_ACCESS = landlock.Access.READ | landlock.Access.WRITE | landlock.Access.DEVICE_IOCTL


@dataclass(frozen=True)
class Barrier:
    """What a child is kept behind. `landlock_abi` 0, no `root`, `seccomp` False and no `sandbox` leave that layer out.

    `root` is what `namespaces.build` made; without `files` none can be opened any more. `devices` are nodes by which a
    graphics card is spoken to: a child that has any may have threads of its driver's when the second half is raised.
    A `sandbox` is around the child from its birth, and here it is only seen to.
    """

    readable: tuple[Path, ...] = ()
    landlock_abi: int = 0
    seccomp: bool = False
    root: Path | None = None
    files: bool = True
    devices: tuple[Path, ...] = ()
    sandbox: Sandbox | None = None

    def raise_around(self, scratch: Path) -> None:
        """Confine the calling process for good: it may write in `scratch` only. Raises OSError."""
        self.keep_files_apart(scratch)
        self.refuse_calls()

    def keep_files_apart(self, scratch: Path) -> None:
        """The first half, for the calling thread and those it will start. Raises OSError."""
        if self.sandbox is not None:
            self.sandbox.see_to_it(scratch)
        if not sys.platform.startswith("linux"):
            return
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
        if self.root is not None:
            namespaces.enter(self.root, scratch)
        if self.landlock_abi:
            rules = [(path, landlock.READ) for path in self.readable]
            rules += [(Path(os.devnull), _NULL_ACCESS), (scratch, landlock.WRITE)]
            if self.devices:
                rules += [(path, _NODE_ACCESS) for path in self.devices]
                rules += [(nodes.NAMED_THREADS, landlock.READ | _NULL_ACCESS)]
            landlock.restrict(rules, self.landlock_abi)
        kernel.drop_capabilities()

    def refuse_calls(self) -> None:
        """The second half, for all threads there are. Raises OSError."""
        machine = this_machine()
        if self.seccomp and machine is not None:
            seccomp.install(machine, os.getpid(), files=self.files, devices=bool(self.devices))

    def as_json(self) -> dict[str, Any]:
        """For a child that is started, not forked."""
        return {
            "readable": [str(path) for path in self.readable],
            "landlock_abi": self.landlock_abi,
            "seccomp": self.seccomp,
            "root": None if self.root is None else str(self.root),
            "files": self.files,
            "devices": [str(path) for path in self.devices],
            "sandbox": None if self.sandbox is None else self.sandbox.as_json(),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Barrier:
        """The other way round."""
        return cls(
            tuple(map(Path, data["readable"])),
            data["landlock_abi"],
            data["seccomp"],
            None if data["root"] is None else Path(data["root"]),
            data["files"],
            tuple(map(Path, data["devices"])),
            None if data["sandbox"] is None else _sandbox(data["sandbox"]),
        )


def _sandbox(data: dict[str, Any]) -> Sandbox:
    from tutor.runner.sandbox import Sandbox  # nobody else has to pay for it

    return Sandbox.from_json(data)


def try_out(folder: Path, *, at_most: str = BOTH, landlock_at_most: int | None = None) -> Confinement:
    """What holds here, found by raising the barrier around a throw-away child that then tries to get out.

    `folder` is a writable one; nothing stays in it. No rung above `at_most` is tried, and none below the best that
    holds. To be called where one thread runs.
    """
    if at_most == REFUSED:
        return judge(0, MASKED, MASKED, MASKED, MASKED)
    with _Trial(folder) as trial:
        seccomp_holds = trial.calls()
        abi, files_hold = 0, MASKED
        if at_most == BOTH:
            abi, files_hold = trial.landlock(landlock_at_most)
        in_its_own = NOT_TRIED if files_hold.holds else MASKED
        if not files_hold.holds and at_most in (BOTH, NAMESPACES):
            in_its_own = trial.namespaces()
        without = NOT_TRIED if files_hold.holds or in_its_own.holds else trial.without_files()
    return judge(abi, files_hold, in_its_own, seccomp_holds, without)


class _Trial:
    """Tries one layer at a time: a barrier around `inner`, which holds nothing, and a canary outside of it."""

    def __init__(self, folder: Path) -> None:
        self.inner = folder / "inner"
        self.canary = folder / "canary"
        self.root = folder / "root"

    def __enter__(self) -> Self:
        for made in (self.inner, self.root):
            made.mkdir(exist_ok=True)  # a host that was ended in mid-trial left them
        self.canary.write_text("not to be read")
        return self

    def __exit__(self, *_: object) -> None:
        # What held nothing back may have left more than this; it goes with the scratch folder that all this lies in.
        for remove in (self.canary.unlink, self.inner.rmdir, self.root.rmdir):
            with contextlib.suppress(OSError):
                remove()

    def landlock(self, at_most: int | None) -> tuple[int, Tried]:
        """The version that was tried, no later than `at_most`, and whether it keeps files apart."""
        abi = landlock.version()
        if at_most is not None:
            abi = min(abi, at_most)
        if not abi:
            return 0, Tried(landlock.why_not()) if at_most != 0 else MASKED
        return abi, self._tried(lambda: Barrier(landlock_abi=abi), self._files_hold)

    def namespaces(self) -> Tried:
        """Whether a root of one's own keeps files apart."""
        return self._tried(self._behind_a_root, self._files_hold)

    def calls(self) -> Tried:
        """Whether system calls are refused."""
        if this_machine() is None:
            return Tried("its system calls are not known to this program")
        return self._tried(lambda: Barrier(seccomp=True), _calls_hold)

    def without_files(self) -> Tried:
        """Whether the refusal of all files holds."""
        return self._tried(lambda: Barrier(seccomp=True, files=False), self._no_files)

    def _behind_a_root(self) -> Barrier:
        namespaces.leave()
        namespaces.build(self.root, self.inner.parent, (), {})
        return Barrier(root=self.root)

    def _tried(self, barrier: Callable[[], Barrier], holds: Callable[[], bool]) -> Tried:
        read, write = os.pipe()
        pid = os.fork()
        if pid == 0:
            told = "the trial was cut short"
            try:
                barrier().raise_around(self.inner)
                told = "" if holds() else "it was tried, and did not hold"
            except OSError as error:
                told = f"{error.strerror or error}" + (f" ({error.filename})" if error.filename else "")
            finally:
                os.write(write, told.encode() or b"\0")
                os._exit(0)
        os.close(write)
        with os.fdopen(read, "rb") as end:
            said = end.read(1000).decode("utf-8", "replace")
        os.waitpid(pid, 0)
        return Tried({"\0": "", "": "the trial died"}.get(said, said))

    def _files_hold(self) -> bool:
        mine = self.inner / "mine"
        mine.write_text("may be written")
        mine.unlink()
        return _refused(self.canary.read_text) and _refused(lambda: self.canary.write_text("overwritten"))

    def _no_files(self) -> bool:
        mine, away = self.inner / "mine", self.inner.parent / "away"
        canary = self.canary
        acts: list[Callable[[], object]] = [canary.read_text, canary.unlink, mine.mkdir, mine.touch]
        return all(_refused(act) for act in [*acts, lambda: canary.rename(away)])


def _calls_hold() -> bool:
    return _refused(lambda: socket.socket(socket.AF_UNIX).close()) and _refused(lambda: os.kill(os.getppid(), 0))


def _refused(act: Callable[[], object]) -> bool:
    try:
        act()
    except OSError as error:
        return error.errno in (errno.EACCES, errno.EPERM, errno.ENOENT, errno.EROFS)
    return False


def main() -> None:
    """Print what holds on this machine as JSON: for `ladder.probe`, which runs this as a process of its own."""
    import tempfile

    from tutor.runner.ladder import asked_for, sandbox_exec

    with tempfile.TemporaryDirectory(prefix="tutor-probe-") as folder:
        if command := sandbox_exec():
            from tutor.runner.sandbox import try_out as try_sandbox

            found = try_sandbox(command, Path(folder).resolve(), at_most=asked_for(None))
        else:
            found = try_out(Path(folder), at_most=asked_for(None))
    with contextlib.suppress(BrokenPipeError):
        print(json.dumps(found.as_json()), flush=True)
