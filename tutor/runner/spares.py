"""*Screen side.* A forked child as seen from here: the handles by which it is spoken to and ended."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
from pathlib import Path

from tutor.runner import system, wire, words
from tutor.runner.system import System


class Spare:
    """One child, from its birth to its burial.

    `exited` is its exit status, once the host has buried it; `fault` then what went wrong while it was being set up, if
    anything did; `files` whether its barrier lets it use any.
    """

    def __init__(self, pid: int, handle: int, word: socket.socket, scratch: Path, way: System | None = None) -> None:
        self.pid = pid
        self.scratch = scratch
        self.exited: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self.fault = ""
        self.files = True
        self._system = way or system.here()
        self._handle = handle
        self._word = word
        word.setblocking(False)

    @property
    def lives(self) -> bool:
        """Whether it hasn't ended, as far as the kernel knows; the host may not have told yet."""
        return not (self.exited.done() or system.at_end(self._handle))

    def hand_over(self, envelope: bytes, fds: dict[str, int]) -> None:
        """Give it its task, and the descriptors it is to use. Raises OSError where it has died."""
        job = self._system.given("job", envelope)
        try:
            names = {"job": job, **fds}
            words.send(self._word, json.dumps({"fds": list(names)}).encode(), list(names.values()))
        finally:
            os.close(job)

    def tell(self, reason: str) -> None:
        """Tell an examiner how the examined child has ended."""
        with contextlib.suppress(OSError):  # it has ended, or takes no more words
            words.send(self._word, json.dumps({"ended": reason}).encode())

    def kill(self) -> None:
        """End it at once, whatever it is doing. The host ends the rest of its group before burying it."""
        if not self.exited.done():
            self._system.kill(self.pid, self._handle)

    def buried(self, status: int) -> None:
        """Note that it is gone for good."""
        if not self.exited.done():
            self.fault = self._last_word()
            self._word.close()
            os.close(self._handle)
            self.exited.set_result(status)

    def _last_word(self) -> str:
        word, fds = words.receive(self._word)
        for fd in fds:
            os.close(fd)
        try:
            said = wire.parse_object(word).get("fault", "")
        except wire.WireError:
            return ""
        return said if isinstance(said, str) else ""
