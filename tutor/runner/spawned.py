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
from tutor.language import _
from tutor.runner import child, fileless, room, system, words
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

    handle: int
    pid: int
    folder: Path
    word: socket.socket  # the screen's end of its job socket
    inbox: words.Inbox  # what it says on that
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
        self._sent: dict[int, socket.socket] = {}  # by its child's handle; where a socket on its way must stay open
        self._silent: list[socket.socket] = []  # closed when no event of theirs can be under way any more

    def serve(self) -> NoReturn:
        """Start what a check uses, and go on as every host does. Raises NotReady, all being ended, if they can't be."""
        try:
            for _spare in range(AHEAD):
                self._start()
        except OSError as error:
            self._lost(_("no process can be started: {strerror}").format(strerror=error.strerror or error))
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
                each.fault = each.fault or _("a child was not ready after {WARM_WAIT:g} s and was given up").format(
                    WARM_WAIT=WARM_WAIT
                )
                self._end(each)

    def _heard(self, fd: int) -> None:
        growing = self._growing.get(fd)
        if growing is None:
            return
        told = _told_by(growing)
        if told is None:
            return
        self._poll.unregister(fd)
        if "warm" in told:
            del self._growing[fd]
            self._warm.append(growing)
            self._greet()
            self._hand_on()
        else:
            growing.fault = growing.fault or str(told.get("fault", ""))
            self._end(growing)  # its burial follows

    def _reap(self, handle: int) -> None:
        unborn = next((each for each in (*self._growing.values(), *self._warm) if each.handle == handle), None)
        if unborn is None:
            super()._reap(handle)
            return
        if unborn in self._warm:
            self._warm.remove(unborn)
        else:
            told = _told_by(unborn)  # its last word may not have been heard yet
            unborn.fault = unborn.fault or str((told or {}).get("fault", ""))
            with contextlib.suppress(KeyError):  # it may have been heard to the end
                self._poll.unregister(unborn.word)
            del self._growing[unborn.word.fileno()]
        self._bury(handle)
        self._silent.append(unborn.word)
        self._lost(unborn.fault or _("a child ended while it was being made ready"))

    # the children

    def _start(self) -> None:
        """Start one more. Raises OSError where no process can be started."""
        short = room.short_of_memory(self._settings["memory"])
        if short:
            self._lost(short)
            return
        folder = self._next_folder()
        here, there = self._system.pair()
        with there, contextlib.closing(self._system.coming()) as coming:
            there.set_inheritable(True)
            if coming.theirs is not None:
                os.set_inheritable(coming.theirs, True)
            pid = self._spawn(there.fileno(), folder, coming.theirs)
            handle = coming.born(pid)
        here.setblocking(False)
        self._living[handle] = (pid, folder)
        self._growing[here.fileno()] = Growing(handle, pid, folder, here, words.Inbox(here), time.monotonic())
        for fd in (handle, here.fileno()):
            self._register(fd)

    def _spawn(self, word: int, folder: Path, lifeline: int | None) -> int:
        package = Path(tutor.__file__).resolve().parent
        command = [sys.executable, "-I", "-c", _BOOT, str(word), str(package.parent)]
        if self._barrier.sandbox is not None:
            folder.mkdir(mode=0o700)
            command = self._barrier.sandbox.command(command, self._barrier.readable, folder)
        given = self._system.given("given", self._told(folder, lifeline))
        try:
            return os.posix_spawn(
                command[0], command, self._environment(folder), file_actions=[(os.POSIX_SPAWN_DUP2, given, 0)]
            )
        finally:
            os.close(given)

    def _environment(self, folder: Path) -> dict[str, str]:
        env = dict(os.environ)
        if self._barrier.sandbox is not None:  # what it imports may look for a place to write in
            env.update(dict.fromkeys(("HOME", "TMPDIR", "MPLCONFIGDIR"), str(folder)))
        if self._device.kind != CPU:
            del env["CUDA_VISIBLE_DEVICES"]  # the host has been told that there are none
            env.update(self._settings["surroundings"])
        return env

    def _bury(self, handle: int) -> tuple[int, int, Path]:
        if handle in self._sent:
            self._sent.pop(handle).close()
        return super()._bury(handle)

    def _told(self, folder: Path, lifeline: int | None) -> bytes:
        told = {
            "host": self._pid,
            "system": self._system.name,
            "lifeline": lifeline,
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
            self._announce(grown.pid, grown.folder, grown.handle, grown.word)
            if self._system.keeps_what_it_sent:
                self._sent[grown.handle] = grown.word
            else:
                grown.word.close()

    def _greet(self) -> None:
        if self._greeting is not None:
            self._say(self._greeting)
            self._say({"warmer": False})  # all that is for later is imported as well
            self._greeting = None

    def _lost(self, why: str) -> None:
        if self._greeting is not None:
            for each in self._growing.values():
                self._end(each)
                self._bury(each.handle)
            raise NotReady(why)
        if self._ordered:
            self._ordered -= 1
            self._say({"unborn": why})

    def _end(self, growing: Growing) -> None:
        with contextlib.suppress(OSError):
            self._system.kill(growing.pid, growing.handle)


def _told_by(growing: Growing) -> dict[str, Any] | None:
    """What one that isn't ready says; nothing in it if it says no more, None while its word is not all there."""
    try:
        word, _ = next(iter(growing.inbox), (b"", []))
        told = json.loads(word or b"{}")
    except ValueError:
        return {}
    return told if word or growing.inbox.ended else None


def spawn(
    control: socket.socket, settings: dict[str, Any], confinement: Confinement, device: Device, parent: int
) -> NoReturn:
    """Be a host that starts its children, for the process `parent`. Raises NotReady if none can be made ready."""
    sys.path.extend(settings["search"])
    try:
        barrier = barrier_for(confinement, settings, device)
    except OSError as error:
        raise NotReady(_("the sandbox could not be set up: {error}").format(error=error)) from error
    system.named(settings["system"]).die_with(parent)  # a new user namespace may have taken that back
    SpawningHost(control, settings, barrier, device, greeting(confinement, device, SpawningHost.BIRTHS)).serve()


def main(word_fd: int) -> None:
    """Be a child that was started: import, then wait for one task. What it is told comes by its standard input."""
    given = json.loads(sys.stdin.buffer.read())
    mine = system.named(given["system"])
    mine.die_with(given["host"])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.umask(0o077)
    word = socket.socket(fileno=word_fd)
    word.set_inheritable(False)
    nest = child.Nest(
        Path(given["scratch"]),
        Barrier.from_json(given["barrier"]),
        given["host"],
        mine,
        given["lifeline"],
        device=given["device"],
        surroundings=given["surroundings"],
        awaited=True,
    )
    try:
        warm_up(given["preload"], given["search"])
        if not nest.barrier.files:
            fileless.prepare()
            child.settle()
        assert_one_thread(mine)  # a thread born before the barrier would not be behind it
    except Exception as error:
        words.send(word, json.dumps({"fault": not_imported(error)}).encode())
        return
    child.live(word, nest)
