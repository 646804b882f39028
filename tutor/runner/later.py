"""*Host side.* Packages that few programs want, imported when the host has nothing else to do.

A child that goes ahead imports them first, so that whatever they build once for all time (Matplotlib lists the fonts of
the machine) is built while the host still answers.
"""

from __future__ import annotations

import importlib
import os
import signal
import socket
import threading
from collections.abc import Sequence

from tutor.runner import kernel

IDLE_MS = 300  # nothing asked for so long: nobody is in a hurry
THREAD_WAIT = 5.0  # seconds; one that lives longer is told by who asserts that there is none


class Later:
    """What is still to be imported, in two steps: a child goes ahead, then the host follows."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = list(names)
        self._ahead: int | None = None  # its pidfd
        self.pid = 0  # of the child that went ahead

    @property
    def patience(self) -> int | None:
        """Milliseconds of idleness after which `begin` is due; None if it is not, or no longer."""
        return IDLE_MS if self._names and self._ahead is None else None

    def begin(self, host: int, control: socket.socket) -> int:
        """Send a child ahead; returns its pidfd, which becomes readable when it is done."""
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                kernel.die_with_parent(host)
                control.close()
                import_all(self._names)
                status = 0
            finally:
                os._exit(status)
        self.pid = pid
        self._ahead = os.pidfd_open(pid)
        return self._ahead

    def is_ahead(self, fd: int) -> bool:
        """Whether `fd` is the child that went ahead."""
        return fd == self._ahead

    def follow(self) -> bool:
        """Bury the child that went ahead and import here what it could import. Whether there is anything new."""
        assert self._ahead is not None
        _, status = os.waitpid(self.pid, 0)
        os.close(self._ahead)
        self.pid = 0
        names, self._names = self._names, []
        if status:
            return False  # it isn't there, or broken: whoever wants it is told so by Python
        import_all(names)
        return True

    def drop(self) -> None:
        """End the child that went ahead, if there is one."""
        if self._ahead is not None and self._names:
            signal.pidfd_send_signal(self._ahead, signal.SIGKILL)


def import_all(names: Sequence[str]) -> None:
    """Import them and wait for whatever threads that started: the host must have none when it forks."""
    for name in names:
        importlib.import_module(name)
    for thread in threading.enumerate():
        if thread is not threading.current_thread():
            thread.join(THREAD_WAIT)
