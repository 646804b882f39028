"""*Any side.* What the operating system offers for keeping processes: two ways, of which one is used.

`LINUX` uses what only Linux has: handles of processes, memory that is a file and can be sealed, sockets that keep
messages whole, children that die with their parent. `PORTABLE` has a stand-in for each that any Unix offers, macOS
above all; it can be used on Linux too, where the tests run it. Both ends of a runner use the same one.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tutor.runner import wire, words


class Coming:
    """The handle of a process that is about to be started. `theirs` is a descriptor that it must be given, if any."""

    theirs: int | None = None

    def born(self, pid: int) -> int:
        """A descriptor that becomes readable when process `pid` has ended. Raises OSError."""
        return os.pidfd_open(pid)

    def close(self) -> None:
        """Let go of what was meant for the process: it has it, or there will be none."""


class _Lifeline(Coming):
    """A pipe of which the process holds one end, and nobody else: it is at its end when the process is."""

    def __init__(self) -> None:
        self._ours, self.theirs = os.pipe()
        self._taken = False

    def born(self, pid: int) -> int:  # noqa: ARG002 (a pipe knows nothing of numbers)
        self._taken = True
        return self._ours

    def close(self) -> None:
        assert self.theirs is not None
        os.close(self.theirs)
        if not self._taken:
            os.close(self._ours)


class System:
    """How processes are spoken to, watched for their end, and ended.

    `framed` says that words between them are a stream with frames; `forks` whether a process that has imported much may
    be forked; `keeps_what_it_sent` that a socket on its way through another must stay open where it came from.
    """

    name = ""
    framed = False
    forks = True
    keeps_what_it_sent = False

    def pair(self) -> tuple[socket.socket, socket.socket]:
        """Two ends for `words`. Raises OSError."""
        return words.pair(framed=self.framed)

    def coming(self) -> Coming:
        """A handle for the process to be started next. Raises OSError."""
        raise NotImplementedError

    def kill(self, pid: int, handle: int) -> None:
        """End the process of `handle` at once, unless it has ended. Raises OSError where that is refused."""
        raise NotImplementedError

    def kill_unburied(self, pid: int) -> None:
        """See to it that a child of this very process ends whose handle said that it had."""

    def given(self, name: str, data: bytes) -> int:
        """A descriptor from which `data` can be read, from its start, and which nobody can write to. Raises OSError."""
        raise NotImplementedError

    def log(self, name: str) -> int:
        """A descriptor of a file without a name, for reading and writing. Raises OSError."""
        raise NotImplementedError

    def die_with(self, parent: int) -> None:
        """End when process `parent` does, as far as that can be had; at once if it is gone already."""
        raise NotImplementedError

    def adopt_orphans(self) -> None:
        """Be the parent of whatever a child leaves behind."""

    def outlive_nobody(self, seconds: float) -> None:
        """What `die_with` can't see to: end when no run of so many seconds can still be under way."""

    def threads(self) -> int | None:
        """Threads of this process; None where nobody tells."""
        return None


class Linux(System):
    """What Linux has."""

    name = "linux"

    def coming(self) -> Coming:
        return Coming()

    def kill(self, pid: int, handle: int) -> None:  # noqa: ARG002 (the handle is that very process's)
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(handle, signal.SIGKILL)

    def given(self, name: str, data: bytes) -> int:
        return wire.sealed_memfd(name, data)

    def log(self, name: str) -> int:
        return os.memfd_create(name, os.MFD_CLOEXEC)

    def die_with(self, parent: int) -> None:
        from tutor.runner import kernel

        kernel.die_with_parent(parent)

    def adopt_orphans(self) -> None:
        from tutor.runner import kernel

        kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)

    def threads(self) -> int | None:
        return len(list(Path("/proc/self/task").iterdir()))


class Portable(System):
    """What any Unix has.

    A process's end is its end of a pipe. One that lets go of it while it lives is ended: nobody could hear of its end
    any more. Nothing dies with its parent by itself. A host, and a child that waits, hear that nobody is there by their
    sockets; a child at work is ended by whichever of the host and the screen's side is left, and if neither is, by an
    alarm.
    """

    name = "portable"
    framed = True
    forks = False  # after Objective-C or Accelerate have been used a forked process may hang
    keeps_what_it_sent = True  # BSD's collector of sockets may take one that is only on its way for lost

    _LONGEST_PAUSE = 60.0  # seconds that a run may stand still beyond its time, as a laptop does with its lid closed

    def coming(self) -> Coming:
        return _Lifeline()

    def kill(self, pid: int, handle: int) -> None:
        # Whose number it is: its own until it is buried, which follows its end. What is between the two calls is lost.
        if not at_end(handle):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def kill_unburied(self, pid: int) -> None:
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGKILL)

    def given(self, name: str, data: bytes) -> int:
        writer, path = tempfile.mkstemp(prefix=f"tutor-{name}-")
        try:
            try:
                reader = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
            finally:
                os.unlink(path)  # noqa: PTH108 (before there is anything in it)
            try:
                wire.write_all(writer, data)
            except BaseException:
                os.close(reader)
                raise
        finally:
            os.close(writer)
        return reader

    def log(self, name: str) -> int:
        file, path = tempfile.mkstemp(prefix=f"tutor-{name}-")
        os.unlink(path)  # noqa: PTH108
        return file

    def die_with(self, parent: int) -> None:
        if os.getppid() != parent:
            os._exit(1)

    def outlive_nobody(self, seconds: float) -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, 2 * seconds + self._LONGEST_PAUSE)


LINUX, PORTABLE = Linux(), Portable()
_ALL: Sequence[System] = (LINUX, PORTABLE)


def here() -> System:
    """The one for this machine."""
    return LINUX if sys.platform.startswith("linux") else PORTABLE


def named(name: str) -> System:
    """The one of that name."""
    return next(each for each in _ALL if each.name == name)


def at_end(handle: int) -> bool:
    """Whether the process of this handle has ended, as far as the kernel knows."""
    poll = select.poll()
    poll.register(handle, select.POLLIN)
    return bool(poll.poll(0))
