"""*Screen side.* The host's life: started when it is needed, waited for, given up, ended when nobody needs it.

Whatever else the screen's side keeps with it lives and ends here too: the scratch folders, the spare children, what is
told of the machine. `tutor.runner.client` runs tasks in it. Imports nothing heavy.
"""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import Coroutine, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from tutor.language import _, current
from tutor.runner import devices, ladder, room, scratch, system
from tutor.runner.awake import Countdown
from tutor.runner.control import HostProcess
from tutor.runner.devices import Device
from tutor.runner.ladder import Confinement, asked_for
from tutor.runner.nursery import Nursery
from tutor.runner.run import Run
from tutor.runner.spares import Spare
from tutor.runner.system import System
from tutor.runner.task import Ended

State = Literal["cold", "starting", "ready", "ended"]

# torch._dynamo is what the first optimizer or torch.func.grad would otherwise import in every child, for 1.4 s.
WARM = ("torch", "numpy", "pandas", "torch._dynamo", "torch.func")
IMPORT_WAIT = 180.0  # seconds in which the host must have imported everything, from the slowest of disks
ANSWER_WAIT = 60.0  # seconds in which it must have answered
ATTEMPTS = 3  # to hand a task over: a spare child, or the host, may be ended by somebody at that very moment
BURIAL_WAIT = 2.0  # seconds for which the host may take to bury its children before it is ended itself


class RunnerError(RuntimeError):
    """Nothing can be run here; the message is one line for a person."""


class Keeper:
    """Keeps one host, with its spare children; `client.Runner` is one that hands them tasks.

    Args:
        preload: modules whose functions will be asked for as programs.
        warm: the packages that learners' code will want, imported once for all children.
        later: packages that some of it will want, imported likewise, but only when the host is idle.
        confinement: "auto", or "unsafe" to run even where this machine can't confine.
        python: the interpreter, of the environment that has torch.
        search: folders beyond the environment's own from which `preload` may be imported.
        hidden: folders that no child may read, though they lie beneath one that it may (a course's).
        idle_after: seconds without a task after which the host is ended; the next task starts it again.
        import_wait, answer_wait: seconds after which a host that isn't ready, or doesn't fork, is given up.
        memory: bytes that must be free for the host to be started.
        parallel: tasks (a pair counts as one) under way at once; more wait in order.
        at_most: the best rung of `ladder` to be tried; where none is named, TUTOR_CONFINEMENT may name one.
        device: what tensors of the course are put on, one of `devices.NAMES`; where none is named, TUTOR_DEVICE may.
        births: how the host has children; unless told, "fork" where the device is the CPU.
        landlock_at_most: use no later version of Landlock than this; for tests.
        way: how processes are kept; unless told, in this system's own way. For tests, as is
        sandbox_exec: the command that confines as macOS' does.
    """

    def __init__(
        self,
        *,
        preload: Sequence[str] = (),
        warm: Sequence[str] = WARM,
        later: Sequence[str] = (),
        confinement: Literal["auto", "unsafe"] = "auto",
        python: str = sys.executable,
        search: Sequence[Path] = (),
        hidden: Sequence[Path] = (),
        idle_after: float = 600.0,
        import_wait: float = IMPORT_WAIT,
        answer_wait: float = ANSWER_WAIT,
        memory: int = room.HOST_NEEDS,
        parallel: int | None = None,
        at_most: str | None = None,
        device: str | None = None,
        births: Literal["fork", "spawn"] | None = None,
        landlock_at_most: int | None = None,
        way: System | None = None,
        sandbox_exec: str | None = None,
    ) -> None:
        self.state: State = "cold"
        self.confinement: Confinement | None = None
        self.device: Device | None = None  # once it is known
        self._settings: dict[str, Any] = {
            "preload": [*warm, *preload],
            "later": list(later),
            "search": [str(path) for path in search],
            "hidden": [str(path) for path in hidden],
            "unsafe": confinement == "unsafe",
            "landlock_at_most": landlock_at_most,
            "found": None,
            "births": births,
            "language": current(),
            "memory": memory,
            "sandbox_exec": ladder.sandbox_exec() if sandbox_exec is None else sandbox_exec,
        }
        self._system = way or system.here()
        self._wish = device
        self._at_most = at_most
        self._python = python
        self._idle_after = idle_after
        self._import_wait = import_wait
        self._answer_wait = answer_wait
        self._host: HostProcess | None = None
        self._root: scratch.ScratchRoot | None = None
        self._ready: asyncio.Future[None] | None = None
        self._warm = asyncio.Event()
        self._fault = ""
        self._nursery = Nursery(parallel or max(2, os.cpu_count() or 1), self._fork)
        self._children: dict[int, Spare] = {}
        self._runs: set[Run] = set()
        self._errands: set[asyncio.Task[None]] = set()
        self._idle_timer: asyncio.TimerHandle | None = None
        self._awaited: Countdown | None = None  # a word that the host owes
        self._was_ready = False  # the host there is, or was last
        self._closed = False
        self._barren = 0  # hosts in a row that ended before they had a child
        self._cancels = 0

    @property
    def may_wake(self) -> bool:
        """Whether it sleeps, and would wake up if it were started: the last start, if there was one, came off."""
        return not self._closed and (self.state == "cold" or (self.state == "ended" and self._was_ready))

    @property
    def unconfined(self) -> bool:
        """Whether what is run here isn't kept from anything, as somebody asked."""
        return self.confinement is not None and not self.confinement.safe

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def start(self) -> None:
        """Start the host unless it is there. Returns at once; the host is still importing."""
        if self._host is not None or self._closed:
            return
        self.state = "starting"
        self._was_ready = False
        self._fault = ""
        self._warm.clear()
        self._ready = asyncio.get_running_loop().create_future()
        self._ready.add_done_callback(lambda done: done.cancelled() or done.exception())
        try:
            self._root = self._root or scratch.ScratchRoot()
        except OSError as error:
            self._gone(_("no scratch folder can be made: {error}").format(error=error))
            return
        short = room.short_of_memory(self._settings["memory"]) or room.short_of_disk(self._root.path)
        if short:
            self._gone(short)
            return
        try:
            settings = {
                **self._settings,
                "scratch": str(self._root.path),
                "system": self._system.name,
                "at_most": asked_for(self._at_most),
                "device": devices.asked_for(self._wish),
                "surroundings": devices.surroundings(),
            }
            self._host = HostProcess(self._python, settings, self._system, self._heard, self._gone)
        except OSError as error:
            self._gone(
                _("{python} can't be started: {strerror}").format(python=self._python, strerror=error.strerror or error)
            )
        except ValueError as error:
            self._gone(str(error))
        else:
            self._expect(self._import_wait, _("was still importing PyTorch and the rest"))

    def stay(self) -> None:
        """Somebody is there: count the time of idleness from now."""
        if self._idle_timer is not None:
            self._start_idling()

    async def ready(self) -> None:
        """Wait until the host can run tasks. Raises RunnerError where it can't."""
        await self.start()
        if self._closed:
            raise RunnerError(_("the runner is closed"))
        if self._ready is not None:
            await asyncio.shield(self._ready)

    async def warm(self) -> None:
        """Wait until new children have all packages, those for later included. Raises RunnerError."""
        await self.ready()
        if self._settings["later"]:
            await self._warm.wait()

    def cancel(self) -> None:
        """End everything under way or waiting, at once: each comes back as "cancelled"."""
        self._cancels += 1
        for run in list(self._runs):
            run.stop("cancelled")
        self._nursery.refuse(Ended("cancelled"))

    async def close(self) -> None:
        """End everything and leave nothing behind. What is asked for from now on is "cancelled"."""
        self._closed = True
        self._nursery.close()
        self.cancel()
        self._stop_idling()
        children = list(self._children.values())
        for child in children:
            child.kill()
        if children:
            await asyncio.wait([child.exited for child in children], timeout=BURIAL_WAIT)
        if self._host is not None:
            over = self._host.over()
            self._host.kill()
            await over
        if self._errands:
            await asyncio.wait(self._errands)
        if self._root is not None:
            await asyncio.to_thread(self._root.close)
            self._root = None

    # What the host says

    def _heard(self, message: dict[str, Any], fds: list[int]) -> None:
        self._heed()
        if "spare" in message:
            self._born(message, fds)
        elif "unborn" in message:
            self._nursery.unborn(message["unborn"])
        elif "exit" in message:
            self._buried(message["exit"], message["status"], message["left"])
        elif "ready" in message:
            self.confinement = Confinement.from_json(message["ready"])
            self.device = Device.from_json(message["device"])
            self._settings["found"] = message["device"]  # it isn't looked for again
            self._nursery.ahead = message["births"] == "spawn"
            self.state = "ready"
            self._was_ready = True
            if self._ready is not None:
                self._ready.set_result(None)
            self._nursery.open()
            self._start_idling()
        elif "warmer" in message:
            if message["warmer"]:
                self._nursery.renew()
            self._warm.set()
        elif "fault" in message:
            self._fault = message["fault"]

    def _born(self, message: dict[str, Any], fds: list[int]) -> None:
        assert self._root is not None
        if len(fds) != 2:  # there was no room for them; the child, whom nobody can reach now, ends by itself
            for fd in fds:
                os.close(fd)
            self._nursery.unborn(_("this process has too many open files"))
            return
        self._barren = 0
        handle, word = fds
        folder = self._root.path / message["scratch"]
        child = Spare(message["spare"], handle, socket.socket(fileno=word), folder, self._system)
        child.files = self.confinement is None or self.confinement.files
        self._children[child.pid] = child
        self._nursery.born(child)

    def _buried(self, pid: int, status: int, left: bool) -> None:
        child = self._children.pop(pid, None)
        if child is None:
            return
        child.buried(status)
        if left:
            self._wipe(child.scratch)
        self._nursery.buried(child)

    def _fork(self, count: int) -> None:
        if self._host is not None:
            self._host.fork(count)
            self._expect(self._answer_wait, _("did not answer"))

    def _expect(self, seconds: float, otherwise: str) -> None:
        self._heed()
        self._awaited = Countdown(
            seconds, lambda: self._give_up(_("{what} after {seconds:g} s").format(what=otherwise, seconds=seconds))
        )

    def _heed(self) -> None:
        if self._awaited is not None:
            self._awaited.stop()
            self._awaited = None

    def _give_up(self, what: str) -> None:
        if self._host is not None:
            self._host.abandon()
            self._gone(
                _("the runner's host {what} and was given up: the machine is very busy, or its disk very slow").format(
                    what=what
                )
            )

    def _gone(self, line: str) -> None:
        self._heed()
        was_ready = self.state == "ready"
        self._host = None
        self.state = "ended"
        line = self._fault = self._fault or line
        for run in list(self._runs):
            run.stop("lost", line)
        for child in list(self._children.values()):
            child.kill()
            child.buried(-9)
            self._wipe(child.scratch)
        self._children.clear()
        self._nursery.close()
        if self._ready is not None and not self._ready.done():
            self._ready.set_exception(RunnerError(line))
        if was_ready and self._nursery.awaited and not self._closed and self._barren < ATTEMPTS:
            self._barren += 1
            self._errand(self.start())
        else:
            self._nursery.refuse(Ended("lost", detail=line))

    # Tidying

    def _wipe(self, folder: Path) -> None:
        self._errand(asyncio.to_thread(scratch.wipe, folder))

    def _errand(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)

    def _start_idling(self) -> None:
        self._stop_idling()
        if not self._nursery.busy and self._host is not None:
            self._idle_timer = asyncio.get_running_loop().call_later(self._idle_after, self._retire)

    def _retire(self) -> None:
        self._nursery.close()  # who asks from now on gets a child of the next host
        if self._host is not None:
            self._host.kill()

    def _stop_idling(self) -> None:
        if self._idle_timer is not None:
            self._idle_timer.cancel()
            self._idle_timer = None
