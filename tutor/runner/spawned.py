"""*Host side.* Children that are started, not forked: where a device's driver forbids forking, or somebody asks for it.

The host imports nothing then. Each child is an interpreter of its own that imports what the host would, makes its
context on the device behind the barrier, says so, and from there on is what a forked child is: it waits for one task,
on the same socket, and ends with it. It is told of to the screen's side only once it is warm; until then the host holds
that socket. As many as a check uses are always being warmed ahead.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import sys
import time
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, NoReturn

import tutor
from tutor.runner import child, fileless, kernel, room, wire
from tutor.runner.confine import Barrier
from tutor.runner.devices import CPU, Device
from tutor.runner.host import Host, assert_one_thread, barrier_for, greeting, not_imported, warm_up
from tutor.runner.ladder import Confinement

AHEAD = 2  # a check uses two children
WARM_WAIT = 170.0  # seconds for which one may import and start the driver; less than the host itself is waited for

_BOOT = (
    "import sys; sys.path.insert(0, sys.argv[2]); import tutor; del sys.path[0]; "
    "from tutor.runner.spawned import main; main(int(sys.argv[1]))"
)


class NotReady(Exception):
    """No child could be made ready; the message is one line."""


@dataclass
class Growing:
    """A child that isn't warm yet."""

    pidfd: int
    pid: int
    folder: Path
    word: socket.socket  # the screen's end of its job socket
    since: float
    fault: str = ""


class SpawningHost(Host):
    """A host that starts its children as interpreters of their own. `greeting` is said when the first one is warm."""

    BIRTHS: ClassVar[str] = "spawn"

    def __init__(
        self,
        control: socket.socket,
        settings: dict[str, Any],
        barrier: Barrier,
        device: Device,
        greeting: dict[str, Any],
    ) -> None:
        super().__init__(control, {**settings, "later": []}, barrier)
        self._settings = settings
        self._device = device
        self._greeting: dict[str, Any] | None = greeting
        self._growing: dict[int, Growing] = {}  # by the descriptor of the socket they speak on
        self._warm: deque[Growing] = deque()
        self._ordered = 0
        self._silent: list[socket.socket] = []  # closed when no event of theirs can be under way any more

    def serve(self) -> NoReturn:
        """Start what a check uses, and go on as every host does. Raises NotReady, all being ended, if they can't be."""
        try:
            for _ in range(AHEAD):
                self._start()
        except OSError as error:
            self._lost(f"no process can be started: {error.strerror or error}")
        super().serve()

    # what every host does, done another way

    def _fork(self) -> None:
        self._ordered += 1
        self._hand_on()
        if len(self._growing) < self._ordered:
            try:
                self._start()
            except OSError:
                self._ordered -= 1
                raise
        self._say({"growing": len(self._growing)})  # an answer, though not the one that is waited for

    def _patience(self) -> int | None:
        while self._silent:
            self._silent.pop().close()
        if not self._growing:
            return None
        first = min(each.since for each in self._growing.values())
        return max(0, int(1000 * (first + WARM_WAIT - time.monotonic()))) + 1

    def _nothing_came(self) -> None:
        for each in self._growing.values():
            if time.monotonic() - each.since > WARM_WAIT:
                each.fault = each.fault or f"a child was not ready after {WARM_WAIT:g} s and was given up"
                self._end(each)

    def _heard(self, fd: int) -> None:
        growing = self._growing.get(fd)
        if growing is None:
            return
        try:
            told = json.loads(growing.word.recv(4096, socket.MSG_DONTWAIT) or b"{}")
        except (OSError, ValueError):
            told = {}
        self._poll.unregister(fd)
        if "warm" in told:
            del self._growing[fd]
            self._warm.append(growing)
            self._greet()
            self._hand_on()
        else:
            growing.fault = growing.fault or str(told.get("fault", ""))
            self._end(growing)  # its burial follows

    def _reap(self, pidfd: int) -> None:
        unborn = next((each for each in (*self._growing.values(), *self._warm) if each.pidfd == pidfd), None)
        if unborn is None:
            super()._reap(pidfd)
            return
        if unborn in self._warm:
            self._warm.remove(unborn)
        else:
            with contextlib.suppress(OSError, ValueError):  # its last word may not have been heard yet
                told = json.loads(unborn.word.recv(4096, socket.MSG_DONTWAIT) or b"{}")
                unborn.fault = unborn.fault or str(told.get("fault", ""))
            with contextlib.suppress(KeyError):  # it may have been heard to the end
                self._poll.unregister(unborn.word)
            del self._growing[unborn.word.fileno()]
        self._bury(pidfd)
        self._silent.append(unborn.word)
        self._lost(unborn.fault or "a child ended while it was being made ready")

    # the children

    def _start(self) -> None:
        """Start one more. Raises OSError where no process can be started."""
        short = room.short_of_memory(self._settings["memory"])
        if short:
            self._lost(short)
            return
        folder = self._next_folder()
        here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with there:
            there.set_inheritable(True)
            pid = self._spawn(there.fileno(), self._told(folder))
        pidfd = os.pidfd_open(pid)
        self._living[pidfd] = (pid, folder)
        self._growing[here.fileno()] = Growing(pidfd, pid, folder, here, time.monotonic())
        for fd in (pidfd, here.fileno()):
            self._register(fd)

    def _spawn(self, word: int, told: bytes) -> int:
        package = Path(tutor.__file__).resolve().parent
        given = os.memfd_create("given", os.MFD_CLOEXEC)
        try:
            wire.write_all(given, told)
            os.lseek(given, 0, os.SEEK_SET)
            return os.posix_spawn(
                sys.executable,
                [sys.executable, "-I", "-c", _BOOT, str(word), str(package.parent)],
                self._environment(),
                file_actions=[(os.POSIX_SPAWN_DUP2, given, 0)],
            )
        finally:
            os.close(given)

    def _environment(self) -> dict[str, str]:
        env = dict(os.environ)
        if self._device.kind != CPU:
            del env["CUDA_VISIBLE_DEVICES"]  # the host has been told that there are none
            env.update(self._settings["surroundings"])
        return env

    def _told(self, folder: Path) -> bytes:
        told = {
            "host": self._pid,
            "scratch": str(folder),
            "barrier": self._barrier.as_json(),
            "device": self._device.kind,
            "surroundings": self._settings["surroundings"] if self._device.kind != CPU else {},
            "preload": [*self._settings["preload"], *self._settings["later"]],
            "search": self._settings["search"],
        }
        return json.dumps(told).encode()

    def _hand_on(self) -> None:
        while self._ordered and self._warm:
            self._ordered -= 1
            grown = self._warm.popleft()
            with grown.word:
                self._announce(grown.pid, grown.folder, grown.pidfd, grown.word)

    def _greet(self) -> None:
        if self._greeting is not None:
            self._say(self._greeting)
            self._say({"warmer": False})  # all that is for later is imported as well
            self._greeting = None

    def _lost(self, why: str) -> None:
        if self._greeting is not None:
            for each in self._growing.values():
                self._end(each)
                self._bury(each.pidfd)
            raise NotReady(why)
        if self._ordered:
            self._ordered -= 1
            self._say({"unborn": why})

    @staticmethod
    def _end(growing: Growing) -> None:
        with contextlib.suppress(OSError):
            signal.pidfd_send_signal(growing.pidfd, signal.SIGKILL)


def spawn(
    control: socket.socket, settings: dict[str, Any], confinement: Confinement, device: Device, parent: int
) -> NoReturn:
    """Be a host that starts its children, for the process `parent`. Raises NotReady if none can be made ready."""
    sys.path.extend(settings["search"])
    try:
        barrier = barrier_for(confinement, settings, device)
    except OSError as error:
        raise NotReady(f"the sandbox could not be set up: {error}") from error
    kernel.die_with_parent(parent)  # a new user namespace may have taken that back
    SpawningHost(control, settings, barrier, device, greeting(confinement, device, SpawningHost.BIRTHS)).serve()


def main(word_fd: int) -> None:
    """Be a child that was started: import, then wait for one task. What it is told comes by its standard input."""
    given = json.loads(sys.stdin.buffer.read())
    kernel.die_with_parent(given["host"])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.umask(0o077)
    word = socket.socket(fileno=word_fd)
    word.set_inheritable(False)
    nest = child.Nest(
        Path(given["scratch"]),
        Barrier.from_json(given["barrier"]),
        given["host"],
        device=given["device"],
        surroundings=given["surroundings"],
        awaited=True,
    )
    try:
        warm_up(given["preload"], given["search"])
        if not nest.barrier.files:
            fileless.prepare()
            child.settle()
        assert_one_thread()  # a thread born before the barrier would not be behind it
    except Exception as error:
        word.send(json.dumps({"fault": not_imported(error)}).encode())
        return
    child.live(word, nest)
