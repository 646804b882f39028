"""What commands share: the course, the progress, the runner, each made when it is first asked for. *Screen side.*"""

from __future__ import annotations

import contextlib
import os
from collections.abc import AsyncIterator, Callable, Collection
from functools import cached_property
from pathlib import Path

from tutor.commands.faults import UNJUDGED, UserFault
from tutor.commands.printer import Printer, passing, warn
from tutor.language import _, current

TYPE_CHECKING = False  # that of `typing`, which takes longer to import than this module
if TYPE_CHECKING:
    from types import TracebackType
    from typing import Any, Literal, Self

    from tutor.course.address import Found
    from tutor.course.model import Course, Exercise
    from tutor.course.sources import Source
    from tutor.progress.standing_rows import Glance
    from tutor.progress.store import Store
    from tutor.runner.client import Runner


class Context:
    """One command's surroundings. `course_folder` is what `--course` named (a folder, zip file or name), or None.

    `unsafe`: what is run may go unconfined where this machine can't confine it. `device` is what `--device` named.
    """

    def __init__(self, course_folder: str | None = None, *, unsafe: bool = False, device: str | None = None) -> None:
        self.course_folder = course_folder
        self.unsafe = unsafe
        self.device = device
        self._store: Store | None = None

    @cached_property
    def printer(self) -> Printer:
        """Where the command prints."""
        return Printer()

    @cached_property
    def source(self) -> Source:
        """Where the course in use comes from. Raises UserFault."""
        from tutor.course.faults import CourseError
        from tutor.course.sources import find_source
        from tutor.progress.places import cache_folder

        try:
            return find_source(self.course_folder, cache_folder())
        except CourseError as error:
            raise UserFault(str(error)) from None

    @cached_property
    def root(self) -> Path:
        """The folder of the course in use. Raises UserFault."""
        if self._is_built_in:
            from tutor.course.built_in import built_in

            found = built_in()
            if found is not None:
                return found
        return self.source.root

    @cached_property
    def course(self) -> Course:
        """The course in use, in the language in use where it has words in it; perhaps in outline only."""
        from tutor.course.outline import outline
        from tutor.progress.places import cache_folder

        return outline(self.root, cache_folder(), current())

    @cached_property
    def outline(self) -> dict[str, Any]:
        """What `course` would be made of, as plain data (`outline.outline_data`)."""
        from tutor.course.outline import outline_data
        from tutor.progress.places import cache_folder

        return outline_data(self.root, cache_folder(), current())

    def glance(self, known: Collection[str]) -> Glance:
        """How the exercises stand; `known` are the addresses of the course. Read in no time where nothing else is due.

        Where a person has progress to be told of, or the course has a name to be asked for, the whole store is opened.
        """
        from tutor.progress.standing_rows import Glance, glance

        if self._is_built_in and self._store is None:
            from tutor.progress.places import progress_file

            found = glance(progress_file(), "builtin", known)
            if found is not None:
                return found
        store = self.store
        rows = {address: (one.passed_at, one.given_up_at) for address, one in store.standings().items()}
        return Glance(rows, store.tested_out(), store.place())

    @property
    def _is_built_in(self) -> bool:
        return self.course_folder is None and not os.environ.get("TUTOR_COURSE", "").strip()

    @cached_property
    def whole_course(self) -> Course:
        """The course in use with all texts and code, as first written: for commands that look through all of it."""
        from tutor.course.loader import load

        return load(self.root)

    @cached_property
    def identity(self) -> str:
        """What this course's progress is kept under."""
        from tutor.course.loader import is_builtin
        from tutor.progress.aliases import identity

        return identity(self.root, built_in=is_builtin(self.root), own=self._own_name())

    def _own_name(self) -> str:
        """What tells this course from all others wherever it lies; "" if only its folder does."""
        if self.course.id:
            return f"course:{self.course.id}"
        unpacked = self.source.root == self.root and self.source.kind in ("zip", "package")
        return f"{self.source.kind}:{self.source.name}" if unpacked else ""

    @property
    def store(self) -> Store:
        """The learner's progress. Where none can be kept, the learner is told, and it is kept for this command only."""
        if self._store is None:
            from tutor.progress.faults import ProgressError
            from tutor.progress.store import Store

            try:
                self._store = self.readable_store()
            except ProgressError as error:
                warn(str(error))
                self._store = Store.in_memory(self.identity, notice=str(error))
        return self._store

    def readable_store(self) -> Store:
        """The learner's progress; where nothing can be written, a copy of what is there, after saying so.

        Raises ProgressError where nothing can be read either.
        """
        from tutor.progress.faults import ProgressError
        from tutor.progress.places import progress_file
        from tutor.progress.store import Store

        try:
            return self.kept_store()
        except ProgressError as error:
            copy = Store.in_memory(self.identity, copy_of=progress_file(), notice=str(error))
            if copy.is_empty():
                copy.close()
                raise
            warn(str(error))
            copy.adopt(self.course)
            self._store = copy
            return copy

    def kept_store(self) -> Store:
        """The learner's progress, for commands that are about nothing else. Raises ProgressError."""
        if self._store is None:
            from tutor.progress.store import Store

            store = Store(course=self.identity)
            if store.notice:
                warn(store.notice)
            try:
                store.adopt(self.course)
            except BaseException:
                store.close()
                raise
            self._store = store
        return self._store

    def place(self, address: str) -> Found:
        """What `address` names, its lesson whole. Raises UserFault for what isn't there, or is broken."""
        from dataclasses import replace

        from tutor.course.address import NoSuchAddress, find
        from tutor.course.outline import whole

        try:
            found = find(self.course, address)
        except NoSuchAddress as error:
            raise UserFault(str(error)) from None
        if found.lesson is None:
            return found
        lesson = whole(self.course, found.lesson)
        if lesson.broken:
            raise UserFault(
                _("{address}: this lesson is broken: {broken}").format(address=lesson.address, broken=lesson.broken[0])
            )
        page = found.page and next((each for each in lesson.pages if each.id == found.page.id), None)
        return replace(found, lesson=lesson, page=page, exercise=page.exercise if page and found.exercise else None)

    def exercise(self, address: str) -> Exercise:
        """The exercise at `address`. Raises UserFault for anything else."""
        found = self.place(address)
        if found.exercise is None:
            told = (
                _("`{address}` is a page without an exercise; `tutor show {found}` tells more")
                if found.page
                else _("`{address}` is a lesson, and not an exercise; `tutor show {found}` tells more")
                if found.lesson
                else _("`{address}` is a chapter, and not an exercise; `tutor show {found}` tells more")
            )
            raise UserFault(told.format(address=address, found=found.address))
        return found.exercise

    @property
    def device_of_proofs(self) -> str | None:
        """The device on which a course is proved: the CPU, unless somebody named another.

        On a graphics card each child takes seconds to start, and there are thousands.
        """
        from tutor.runner.devices import CHOICE, CPU

        return self.device or os.environ.get(CHOICE) or CPU

    def new_runner(self, *, at_once: bool = False, device: str | None = None, parallel: int | None = None) -> Runner:
        """A runner that knows the programs of grading, not started. `at_once`: with what few programs want as well.

        `device`: the one to be used whatever was asked for.
        """
        from tutor.course.installed import course_folders
        from tutor.grading.programs import LATER, PRELOAD
        from tutor.runner.client import Runner

        # No child may read a course, wherever that lies: neither the one in use, nor those that packages hold.
        roots = [self.root, *course_folders()]
        hidden = [root / name for root in roots for name in ("lessons", "exercises", "solutions")]
        preload, later = ((*PRELOAD, *LATER), ()) if at_once else (PRELOAD, LATER)
        confinement: Literal["auto", "unsafe"] = "unsafe" if self.unsafe else "auto"
        device = device or self.device
        return Runner(
            preload=preload, later=later, hidden=hidden, confinement=confinement, device=device, parallel=parallel
        )

    @contextlib.asynccontextmanager
    async def runner(
        self, *, at_once: bool = False, device: str | None = None, parallel: int | None = None
    ) -> AsyncIterator[Runner]:
        """A runner, warm; everything it began has ended when this returns. Raises UserFault where none can be."""
        from tutor.runner.client import RunnerError

        try:
            async with self.new_runner(at_once=at_once, device=device, parallel=parallel) as runner:
                with passing(_("starting PyTorch …")):
                    await runner.ready()
                if runner.unconfined and runner.confinement is not None:
                    warn(runner.confinement.notice)
                yield runner
        except RunnerError as error:
            raise UserFault(str(error), UNJUDGED) from None

    def keep(self, action: Callable[[Store], object]) -> None:
        """Do `action` on the progress. When it can't be kept the learner is told, and the command goes on."""
        from tutor.progress.faults import ProgressError

        try:
            action(self.store)
        except ProgressError as error:
            warn(str(error))

    def command(self, *words: str) -> str:
        """A command line one can paste that does this on the same course."""
        import shlex

        course = ["--course", self.course_folder] if self.course_folder else []
        unsafe = ["--unsafe"] if self.unsafe else []
        device = ["--device", self.device] if self.device else []
        return shlex.join(["tutor", *course, *unsafe, *device, *words])

    def close(self) -> None:
        """Close what was opened."""
        if self._store is not None:
            self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
