"""*Screen side.* The runner as the rest of the program sees it: tasks in, how they ended out. Imports nothing heavy.

async with Runner(preload=["tutor.runner.learner"]) as runner:
    ended = await runner.run(Task("tutor.runner.learner:main", {...}))
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import sys
from collections.abc import Coroutine, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from tutor.runner import scratch
from tutor.runner.control import HostProcess
from tutor.runner.ladder import Confinement
from tutor.runner.nursery import Nursery
from tutor.runner.run import OnOutput, Run
from tutor.runner.spares import Spare
from tutor.runner.task import Ended, Task

State = Literal["cold", "starting", "ready", "ended"]

# torch._dynamo is what the first optimizer or torch.func.grad would otherwise import in every child, for 1.4 s.
WARM = ("torch", "numpy", "pandas", "torch._dynamo", "torch.func")
BURIAL_WAIT = 2.0  # seconds for which the host may take to bury its children before it is ended itself


class RunnerError(RuntimeError):
    """Nothing can be run here; the message is one line for a person."""


class Runner:
    """Runs tasks in fresh children of one warm host.

    Args:
        preload: modules whose functions will be asked for as programs.
        warm: the packages that learners' code will want, imported once for all children.
        confinement: "auto", or "unsafe" to run even where this machine can't confine.
        python: the interpreter, of the environment that has torch.
        search: folders beyond the environment's own from which `preload` may be imported.
        hidden: folders that no child may read, though they lie beneath one that it may (a course's).
        idle_after: seconds without a task after which the host is ended; the next task starts it again.
        parallel: tasks (a pair counts as one) under way at once; more wait in order.
        landlock_at_most: use no later version of Landlock than this; for tests.
    """

    def __init__(
        self,
        *,
        preload: Sequence[str] = (),
        warm: Sequence[str] = WARM,
        confinement: Literal["auto", "unsafe"] = "auto",
        python: str = sys.executable,
        search: Sequence[Path] = (),
        hidden: Sequence[Path] = (),
        idle_after: float = 900.0,
        parallel: int | None = None,
        landlock_at_most: int | None = None,
    ) -> None:
        self.state: State = "cold"
        self.confinement: Confinement | None = None
        self._settings: dict[str, Any] = {
            "preload": [*warm, *preload],
            "search": [str(path) for path in search],
            "hidden": [str(path) for path in hidden],
            "unsafe": confinement == "unsafe",
            "landlock_at_most": landlock_at_most,
        }
        self._python = python
        self._idle_after = idle_after
        self._host: HostProcess | None = None
        self._root: scratch.ScratchRoot | None = None
        self._ready: asyncio.Future[None] | None = None
        self._fault = ""
        self._nursery = Nursery(parallel or max(2, os.cpu_count() or 1), self._fork)
        self._children: dict[int, Spare] = {}
        self._runs: set[Run] = set()
        self._errands: set[asyncio.Task[None]] = set()
        self._idle_timer: asyncio.TimerHandle | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def start(self) -> None:
        """Start the host unless it is there. Returns at once; the host is still importing."""
        if self._host is not None:
            return
        self.state = "starting"
        self._fault = ""
        self._ready = asyncio.get_running_loop().create_future()
        self._ready.add_done_callback(lambda done: done.cancelled() or done.exception())
        try:
            self._root = self._root or scratch.ScratchRoot()
        except OSError as error:
            self._gone(f"no scratch folder can be made: {error}")
            return
        settings = {**self._settings, "scratch": str(self._root.path)}
        try:
            self._host = HostProcess(self._python, settings, self._heard, self._gone)
        except OSError as error:
            self._gone(f"{self._python} can't be started: {error.strerror}")

    async def ready(self) -> None:
        """Wait until the host can run tasks. Raises RunnerError where it can't."""
        await self.start()
        if self._ready is not None:
            await asyncio.shield(self._ready)

    async def run(self, task: Task, on_output: OnOutput | None = None) -> Ended:
        """Run one task in a fresh child. Cancelling this ends the child.

        `on_output` gets printed text as it comes, made safe to show. Raises ValueError or TypeError where the job isn't
        plain JSON.
        """
        spares = await self._take(1)
        if isinstance(spares, Ended):
            return spares
        run = Run(spares[0], task, on_output)
        with self._under_way(run):
            run.begin()
            await run.over
        return run.ended()

    async def run_pair(self, learner: Task, examiner: Task) -> tuple[Ended, Ended]:
        """Run two tasks, the first one's frames going to the second. Cancelling this ends both.

        The examiner's wall time counts from the learner's end. When the examiner has ended, so has the learner.
        """
        spares = await self._take(2)
        if isinstance(spares, Ended):
            return spares, spares
        examined, examining = Run(spares[0], learner, examined=True), Run(spares[1], examiner)
        with self._under_way(examined, examining):
            source, result = os.pipe()
            try:
                examined.begin(result=result)
                examining.begin(source=source, source_limit=learner.limits.result)
            finally:
                os.close(source)
                os.close(result)
            examining.watch.hold_clock()
            examined.over.add_done_callback(lambda _: _tell(spares[1], examined, examining))
            await examining.over
            if not examined.over.done():
                _stop_examined(examined, examining)
                await examined.over
        return _ended_examined(examined, examining), examining.ended()

    def cancel(self) -> None:
        """End everything under way or waiting, at once: each comes back as "cancelled"."""
        for run in list(self._runs):
            run.stop("cancelled")
        self._nursery.refuse(Ended("cancelled"))

    async def close(self) -> None:
        """End everything and leave nothing behind."""
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
        if "spare" in message:
            self._born(message, fds)
        elif "exit" in message:
            self._buried(message["exit"], message["status"], message["left"])
        elif "ready" in message:
            self.confinement = Confinement.from_json(message["ready"])
            self.state = "ready"
            if self._ready is not None:
                self._ready.set_result(None)
            self._nursery.open()
            self._start_idling()
        elif "fault" in message:
            self._fault = message["fault"]

    def _born(self, message: dict[str, Any], fds: list[int]) -> None:
        assert self._root is not None
        pidfd, word = fds
        child = Spare(message["spare"], pidfd, socket.socket(fileno=word), self._root.path / message["scratch"])
        self._children[child.pid] = child
        self._nursery.born(child)

    def _buried(self, pid: int, status: int, left: bool) -> None:
        child = self._children.pop(pid)
        child.buried(status)
        if left:
            self._wipe(child.scratch)
        self._nursery.buried(child)

    def _fork(self, count: int) -> None:
        if self._host is not None:
            self._host.fork(count)

    def _gone(self, line: str) -> None:
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
        if was_ready and self._nursery.awaited:
            self._errand(self.start())
        else:
            self._nursery.refuse(Ended("lost", detail=line))

    async def _take(self, count: int) -> list[Spare] | Ended:
        self._stop_idling()
        await self.start()
        if self._host is None:
            return Ended("lost", detail=self._fault)
        return await self._nursery.take(count)

    @contextlib.contextmanager
    def _under_way(self, *runs: Run) -> Iterator[None]:
        self._runs.update(runs)
        try:
            yield
        finally:
            for run in runs:
                run.close()
                self._runs.discard(run)
            self._nursery.leave()
            self._start_idling()

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


def _tell(examiner: Spare, examined: Run, examining: Run) -> None:
    if not examined.over.cancelled():
        examiner.tell(examined.ended().reason)
        examining.watch.start_clock()


def _stop_examined(examined: Run, examining: Run) -> None:
    source = examining.reader.end_header.get("source")
    if not examining.reader.ended:
        examined.stop("lost", "its examiner ended first")
    elif source in ("flood", "died"):
        examined.stop(source)
    else:
        examined.stop("done")


def _ended_examined(examined: Run, examining: Run) -> Ended:
    ended = examined.ended()
    source = examining.reader.end_header.get("source")
    if ended.reason == "done" and examining.reader.ended and source != "done" and ended.status == 0:
        return examined.ended("flood" if source == "flood" else "died")
    return ended
