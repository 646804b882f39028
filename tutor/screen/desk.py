"""The desk at which code is run for the screen: the runner started early, woken when it slept. *Screen side.*

Headless, and lazy: grading and the runner are imported when they are first needed, after the screen is drawn. To stop a
run, cancel the task that awaits it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tutor.course.model import Course, Exercise, Lesson
    from tutor.course.page_text import FenceOutput
    from tutor.grading.documentation import Documentation, Unknown
    from tutor.grading.questions import Posed
    from tutor.grading.trial import Report
    from tutor.grading.verdict import Verdict
    from tutor.grading.verify import Result
    from tutor.runner.client import Runner


class CannotRun(Exception):
    """Nothing can be run; its text is one line: why, and what to do. Never the learner's fault."""


class Desk:
    """Runs what is asked by way of one runner, which it makes, starts, and ends."""

    def __init__(self, make_runner: Callable[[], Runner]) -> None:
        self._make_runner = make_runner
        self._runner: Runner | None = None
        self._began = time.monotonic()
        self._waking: asyncio.Task[None] | None = None
        self._told_of_confinement = False

    @property
    def is_ready(self) -> bool:
        """Whether a run would begin at once."""
        return self._runner is not None and self._runner.state == "ready"

    @property
    def device(self) -> str:
        """What tensors are put on, in torch's word; "" until it is known."""
        found = self._runner.device if self._runner is not None else None
        return "" if found is None else found.kind

    @property
    def waited(self) -> int:
        """Whole seconds since the runner last began to start."""
        return int(time.monotonic() - self._began)

    def wake(self) -> None:
        """Somebody is there: have the runner started if it sleeps, else go on; returns at once.

        One that could not start before is left to `ready`, so that no key costs another vain attempt. On the main
        thread only: the host ends with it.
        """
        if self._runner is not None:
            self._runner.stay()
        asleep = self._runner is None or self._runner.may_wake
        if asleep and (self._waking is None or self._waking.done()):
            self._began = time.monotonic()
            self._waking = asyncio.get_running_loop().create_task(self._wake(), name="wake the runner")

    async def _wake(self) -> None:
        try:
            self._runner = self._runner or self._make_runner()
            await self._runner.start()
        except Exception:  # `ready` tells it to whoever wants to run something
            self._runner = None

    async def ready(self) -> Runner:
        """The runner, once it is warm.

        Raises CannotRun where it can't be had.
        """
        try:
            self._runner = self._runner or self._make_runner()
            if not self.is_ready:
                self.wake()
                if self._runner.state == "ended":
                    self._began = time.monotonic()
                await self._runner.ready()
        except Exception as error:
            raise CannotRun(str(error) or type(error).__name__) from error
        return self._runner

    def take_notice(self) -> str:
        """What must be told of how answers are confined here, once; "" for nothing."""
        if not self.is_ready or self._runner is None or self._runner.confinement is None or self._told_of_confinement:
            return ""
        self._told_of_confinement = True
        return self._runner.confinement.notice

    async def close(self) -> None:
        """End the runner and everything it started."""
        if self._waking is not None:
            await asyncio.wait([self._waking])
        if self._runner is not None:
            await self._runner.close()
            self._runner = None

    # what is run; each raises CannotRun where nothing can be

    async def check(
        self, exercise: Exercise, source: str, replay: dict[str, int] | None, seed: int | None = None
    ) -> Verdict:
        """Judge `source`, the case `replay` first; on the cases of `seed`, if one is named."""
        from tutor.grading.check import check

        return await check(await self.ready(), exercise, source, seed=seed, replay=replay)

    async def run(self, source: str, setup: str = "") -> Report:
        """Run `source` without judging it."""
        from tutor.grading.trial import run_code

        return await run_code(await self.ready(), source, setup=setup)

    async def pose(self, exercise: Exercise, seed: int) -> Posed:
        """The questions of `exercise` as `seed` draws them. Without the runner where nothing has to be drawn."""
        from tutor.grading.questions import CouldNotAsk, pose

        is_drawn = any(question.let for question in exercise.questions)
        try:
            return await pose(await self.ready() if is_drawn else None, exercise, seed)
        except CouldNotAsk as error:
            raise CannotRun(str(error)) from error

    async def judge(self, exercise: Exercise, answers: Sequence[Sequence[str]], seed: int) -> Verdict:
        """Judge answers to the questions posed with `seed`, one list of lines for each question."""
        from tutor.grading.questions import judge

        return await judge(await self.ready(), exercise, [list(answer) for answer in answers], seed=seed)

    async def outputs(self, lesson: Lesson) -> list[list[FenceOutput]]:
        """What the code on the pages of `lesson` gives."""
        from tutor.grading.pages import outputs

        return await outputs(await self.ready(), lesson)

    async def look_up(self, names: Sequence[str], otherwise: Sequence[str]) -> Documentation | Unknown:
        """What the installed packages say of the first of `names` that is there."""
        from tutor.grading.documentation import NotAnswered, look_up

        try:
            return await look_up(await self.ready(), names, otherwise)
        except NotAnswered as error:
            raise CannotRun(str(error)) from error

    async def name_tables(self, cache: Path) -> Mapping[str, Sequence[str]]:
        """The names that the installed packages have, kept in the folder `cache`."""
        from tutor.grading.documentation import NotAnswered, name_tables

        try:
            return await name_tables(await self.ready(), cache)
        except NotAnswered as error:
            raise CannotRun(str(error)) from error

    async def prove(self, course: Course, lesson: Lesson, on_result: Callable[[Result], None]) -> None:
        """Prove `lesson` under one seed; `on_result` is told each proof as it ends."""
        from tutor.grading.verify import verify

        runner = await self.ready()
        await verify(runner, course, exercises=lesson.exercises, lessons=[lesson], seeds=1, on_result=on_result)
