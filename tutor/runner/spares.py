"""*Screen side.* A forked child as seen from here: the handles by which it is spoken to and ended."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import select
import signal
import socket
from pathlib import Path

from tutor.runner import wire


class Spare:
    """One child, from its birth to its burial.

    `exited` is its exit status, once the host has buried it; `fault` then what went wrong while it was being set up, if
    anything did; `files` whether its barrier lets it use any.
    """

    def __init__(self, pid: int, pidfd: int, word: socket.socket, scratch: Path) -> None:
        self.pid = pid
        self.scratch = scratch
        self.exited: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self.fault = ""
        self.files = True
        self._pidfd = pidfd
        self._word = word
        word.setblocking(False)

    @property
    def lives(self) -> bool:
        """Whether it hasn't ended, as far as the kernel knows; the host may not have told yet."""
        if self.exited.done():
            return False
        poll = select.poll()
        poll.register(self._pidfd, select.POLLIN)
        return not poll.poll(0)

    def hand_over(self, envelope: bytes, fds: dict[str, int]) -> None:
        """Give it its task, and the descriptors it is to use. Raises OSError where it has died."""
        job = wire.sealed_memfd("job", envelope)
        try:
            names = {"job": job, **fds}
            socket.send_fds(self._word, [json.dumps({"fds": list(names)}).encode()], list(names.values()))
        finally:
            os.close(job)

    def tell(self, reason: str) -> None:
        """Tell an examiner how the examined child has ended."""
        with contextlib.suppress(OSError):  # it has ended, or takes no more words
            self._word.send(json.dumps({"ended": reason}).encode())

    def kill(self) -> None:
        """End it at once, whatever it is doing. The host ends the rest of its group before burying it."""
        if not self.exited.done():
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)

    def buried(self, status: int) -> None:
        """Note that it is gone for good."""
        if not self.exited.done():
            self.fault = self._last_word()
            self._word.close()
            os.close(self._pidfd)
            self.exited.set_result(status)

    def _last_word(self) -> str:
        try:
            try:
                word = self._word.recv(4096)
            except ConnectionResetError:  # told once when it died with its task unread; what it said comes after
                word = self._word.recv(4096)
            said = wire.parse_object(word).get("fault", "")
        except (OSError, wire.WireError):
            return ""
        return said if isinstance(said, str) else ""
