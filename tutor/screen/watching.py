"""`tutor watch` without its looks: one exercise at a time, its file checked at each save. *Screen side.* Headless.

What happens is told by `tell`, as one of the small classes below; the screen draws it, `--plain` prints it.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutor.course.model import Exercise, Lesson
from tutor.course.outline import whole
from tutor.grading.answer_file import answers_in, seed_in
from tutor.language import _
from tutor.progress.summary import next_exercise
from tutor.screen.answer_file import AnswerFile, NoFile, open_file, text_for
from tutor.screen.course_map import find
from tutor.screen.desk import CannotRun
from tutor.screen.log import note_fault
from tutor.screen.page_work import PageWork
from tutor.screen.saved_file import SavedFile
from tutor.screen.session import Session

if TYPE_CHECKING:
    from tutor.grading.questions import Posed
    from tutor.grading.verdict import Verdict


class Unreadable(Exception):
    """An answer's file can't be read as text; one line says why."""


@dataclass(frozen=True)
class Opened:
    """An exercise is open, and its answer is awaited in `file`."""

    work: PageWork
    exercise: Exercise
    file: AnswerFile
    posed: Posed | None


@dataclass(frozen=True)
class Preparing:
    """An exercise is being opened whose questions have to be drawn first."""

    work: PageWork


@dataclass(frozen=True)
class Checking:
    """The file was saved, and is being checked."""


@dataclass(frozen=True)
class Judged:
    """The check has ended."""

    exercise: Exercise
    verdict: Verdict


@dataclass(frozen=True)
class Trouble:
    """Something could not be done; one line says what, and what to do."""

    line: str
    is_waiting: bool = False  # whether there is merely nothing to check yet


Happening = Opened | Preparing | Checking | Judged | Trouble


@dataclass
class Watching:
    """Opens exercises, and checks the file of the open one at each save.

    `read` gives a file's text, or raises Unreadable. Files are kept below `folder`.
    """

    session: Session
    read: Callable[[Path], str]
    folder: Path
    tell: Callable[[Happening], None]
    polling: bool = False
    opened: Opened | None = None
    _saves: asyncio.Task[None] | None = field(default=None, repr=False)
    _check: asyncio.Task[None] | None = field(default=None, repr=False)

    # which exercise

    def first(self, address: str | None) -> str | None:
        """The exercise to begin with: the one at `address`, the first in there that isn't done, or where one left off.

        None if there is no exercise.
        """
        course = self.session.course
        every = [one.address for one in course.exercises()]
        if address is not None:
            within = [one for one in every if one == address or one.startswith(f"{address}/")]
            if within:
                return next((one for one in within if not self._is_done(one)), within[0])
        wanted = address or self.session.kept(self.session.store.place, None)
        found = find(course, wanted) if wanted else None
        last = None
        if found is not None:
            lesson, page = found
            last = lesson.exercises[-1].address if lesson.exercises else None
            for one in (*lesson.pages[page:], *lesson.pages[:page]):
                here = one.exercise
                wanted_here = here is not None and (not here.optional or one is lesson.pages[page])
                if here is not None and wanted_here and not self._is_done(here.address):
                    return here.address
        coming = next_exercise(course, self.session.summary.standings, after=last)
        return coming.address if coming is not None else next(iter(every), None)

    def neighbour(self, step: int) -> str | None:
        """The exercise `step` further on than the open one, in the course's order; None beyond its ends."""
        if self.opened is None:
            return None
        order = [one.address for one in self.session.course.exercises()]
        address = self.opened.exercise.address
        at = order.index(address) + step if address in order else -1
        return order[at] if 0 <= at < len(order) else None

    def _is_done(self, address: str) -> bool:
        return self.session.summary.standing(address).is_done

    # opening one

    async def open(self, address: str) -> None:
        """Open the exercise at `address`, have its file, and watch that. What goes wrong is told."""
        await self._stop()
        found = find(self.session.course, address)
        assert found is not None
        lesson = whole(self.session.course, found[0])
        work = self._work(lesson, address)
        if work is None or work.exercise is None:
            self.tell(Trouble(_("{address} can't be opened: its lesson was changed meanwhile").format(address=address)))
            return
        exercise = work.exercise
        try:
            posed = await self._posed(work, exercise) if work.asks else None
            draft = self._draft(exercise) if exercise.kind.is_code else None
            file = open_file(self.folder, exercise, text_for(exercise, draft, posed))
        except (CannotRun, NoFile) as error:
            self.tell(Trouble(str(error)))
            return
        self.session.remember_place(work.place)
        self.opened = Opened(work, exercise, file, posed)
        self._saves = asyncio.create_task(self._watch(SavedFile(file.path, polling=self.polling)))
        self.tell(self.opened)
        if not file.made and self._is_begun(file.path, exercise):
            self.check()

    def _work(self, lesson: Lesson, address: str) -> PageWork | None:
        pages = enumerate(lesson.pages)
        return next((PageWork(lesson, n) for n, one in pages if one.exercise and one.exercise.address == address), None)

    async def _posed(self, work: PageWork, exercise: Exercise) -> Posed:
        """The questions as the file that is there has them, or drawn anew."""
        from tutor.screen.answer_file import path_in

        seed = None
        with contextlib.suppress(Unreadable):
            seed = seed_in(self.read(path_in(self.folder, exercise)))
        if seed is None:
            seed = self.session.kept(lambda: self.session.store.posed_seed(exercise.address), None)
        if seed is None:
            seed = secrets.randbits(31)
        self.tell(Preparing(work))
        posed = await self.session.desk.pose(exercise, seed)
        self.session.kept(lambda: self.session.store.set_posed_seed(exercise.address, seed), None)
        return posed

    def _draft(self, exercise: Exercise) -> str | None:
        from tutor.screen.answer_file import path_in

        # Read only where it is written into a new file: a draft that was not read is set aside, not written over.
        if path_in(self.folder, exercise).exists():
            return None
        return self.session.kept(lambda: self.session.store.draft(exercise.address), None)

    def _is_begun(self, path: Path, exercise: Exercise) -> bool:
        try:
            text = self.read(path)
        except Unreadable:
            return False
        return bool(answers_in(text)) if not exercise.kind.is_code else text.strip() != exercise.starter.strip()

    # checking it

    async def _watch(self, file: SavedFile) -> None:
        told = file.telling()
        try:
            while True:
                await file.saved(told)
                self.session.desk.wake()
                self.check()
        finally:
            if told is not None:
                told.close()

    def check(self) -> None:
        """Check the file as it is now; a check that goes on is ended."""
        if self.opened is None:
            return
        if self._check is not None:
            self._check.cancel()
        self._check = asyncio.create_task(self._told(self._judge(self.opened)))

    async def _told(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except (CannotRun, Unreadable) as error:
            self.tell(Trouble(str(error)))
        except Exception as error:
            self.tell(Trouble(note_fault(error)))

    async def _judge(self, opened: Opened) -> None:
        session, exercise = self.session, opened.exercise
        text = self.read(opened.file.path)
        if not exercise.kind.is_code and not answers_in(text):
            self.tell(Trouble(_("No answer stands in the file yet."), is_waiting=True))
            return
        self.tell(Checking())
        if exercise.kind.is_code:
            session.kept(lambda: session.store.save_draft(exercise.address, text), False)
            replay = session.kept(lambda: session.store.replay(exercise.address), None)
            verdict = await session.desk.check(exercise, text, replay)
        else:
            seed = seed_in(text)
            if seed is None:
                seed = opened.posed.seed if opened.posed is not None else 0
            verdict = await session.desk.judge(exercise, answers_in(text), seed)
        # A file that was looked at again is no new attempt.
        before = session.kept(lambda: session.store.last_source(exercise.address, verdict.verdict), None)
        if before != text:
            session.record(verdict, text)
        if verdict.verdict == "passed" and not exercise.kind.is_code:
            session.kept(lambda: session.store.set_posed_seed(exercise.address, None), None)
        self.tell(Judged(exercise, verdict))
        trouble = session.take_trouble()
        if trouble:
            self.tell(Trouble(trouble))

    def stop_check(self) -> None:
        """End the check that goes on."""
        if self._check is not None:
            self._check.cancel()

    # ending

    async def _stop(self) -> None:
        tasks = [task for task in (self._saves, self._check) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._saves = self._check = None

    async def close(self) -> None:
        """Watch nothing any more."""
        await self._stop()
