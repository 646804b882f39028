"""*Screen side.* The runner as the rest of the program sees it: tasks in, how they ended out. Imports nothing heavy.

async with Runner(preload=["tutor.runner.learner"]) as runner:
    ended = await runner.run(Task("tutor.runner.learner:main", {...}))
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from functools import partial

from tutor.language import _
from tutor.runner import room
from tutor.runner.keeper import ATTEMPTS, Keeper, RunnerError, State
from tutor.runner.pair import ended_examined, stop_examined, tell
from tutor.runner.run import OnOutput, Run
from tutor.runner.spares import Spare
from tutor.runner.task import Ended, Task

__all__ = ["Runner", "RunnerError", "State"]


class Runner(Keeper):
    """Runs tasks in fresh children of one warm host, which `Keeper` starts, with these same settings, and ends."""

    async def run(self, task: Task, on_output: OnOutput | None = None) -> Ended:
        """Run one task in a fresh child. Cancelling this ends the child.

        `on_output` gets printed text as it comes, made safe to show. Raises ValueError or TypeError where the job isn't
        plain JSON.
        """
        for _attempt in range(ATTEMPTS):
            spares = await self._take(1)
            if isinstance(spares, Ended):
                return spares
            run = Run(spares[0], task, on_output)
            with self._under_way(run):
                run.begin()
                await run.over
            if run.begun:
                break
        return run.ended()

    async def run_pair(self, learner: Task, examiner: Task) -> tuple[Ended, Ended]:
        """Run two tasks, the first one's frames going to the second. Cancelling this ends both.

        The examiner's wall time counts from the learner's end. When the examiner has ended, so has the learner.
        """
        for _attempt in range(ATTEMPTS):
            spares = await self._take(2)
            if isinstance(spares, Ended):
                return spares, spares
            examined, examining = Run(spares[0], learner, examined=True), Run(spares[1], examiner)
            with self._under_way(examined, examining):
                try:
                    source, result = os.pipe()
                except OSError as error:
                    lost = Ended(
                        "lost",
                        detail=_("the children could not be joined: {strerror}").format(
                            strerror=error.strerror or error
                        ),
                    )
                    return lost, lost
                try:
                    examined.begin(result=result)
                    examining.begin(source=source, source_limit=learner.limits.result)
                finally:
                    os.close(source)
                    os.close(result)
                if examining.stopped:
                    examined.stop("lost", examining.detail)
                examining.watch.hold_clock()
                examined.over.add_done_callback(partial(tell, spares[1], examined, examining))
                await examining.over
                if not examined.over.done():
                    stop_examined(examined, examining)
                    await examined.over
            if examined.begun and examining.begun:
                break
        return ended_examined(examined, examining), examining.ended()

    async def _take(self, count: int) -> list[Spare] | Ended:
        if self._closed:
            return Ended("cancelled")
        self._stop_idling()
        await self.start()
        if self._host is None:
            return Ended("lost", detail=self._fault)
        assert self._root is not None
        short = room.short_of_memory(room.RUN_NEEDS) or room.short_of_disk(self._root.path)
        if short:
            self._start_idling()
            return Ended("lost", detail=short)
        before = self._cancels
        granted = await self._nursery.take(count)
        if self._cancels != before:  # perhaps after they were granted, and before that was heard here
            self._nursery.give_back(granted)
            return Ended("cancelled")
        return granted

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
