"""What the screens of one sitting share: the course, what is kept, the desk for runs. *Screen side.* Headless."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from tutor.course.model import Chapter, Course, Exercise, Lesson
from tutor.progress.faults import ProgressError
from tutor.progress.places import cache_folder
from tutor.progress.store import Store
from tutor.progress.summary import summarise
from tutor.progress.testing_out import TestOut, draw
from tutor.screen.course_map import Next, find, next_thing
from tutor.screen.desk import Desk
from tutor.screen.drafts import Drafts

if TYPE_CHECKING:
    from tutor.grading.verdict import Verdict
    from tutor.progress.outputs import OutputCache, Outputs
    from tutor.runner.client import Runner

T = TypeVar("T")


class Session:
    """One sitting. What can't be kept is said once in `trouble`, and never stops the work."""

    def __init__(self, course: Course, store: Store, make_runner: Callable[[], Runner]) -> None:
        self.course = course
        self.store = store
        self.desk = Desk(make_runner)
        self.drafts = Drafts(store)
        self.trouble: str | None = store.notice
        self.summary = self.kept(lambda: store.summary(course), summarise(course, {}))
        self._outputs: dict[str, Outputs] = {}
        self._cache: OutputCache | None = None

    def kept(self, ask: Callable[[], T], otherwise: T) -> T:
        """What the store answers, or `otherwise` where it can't; then `trouble` says why."""
        try:
            return ask()
        except ProgressError as error:
            self.trouble = str(error)
            return otherwise

    def take_trouble(self) -> str | None:
        """What must be told, once."""
        trouble, self.trouble = self.trouble or self.drafts.trouble, None
        return trouble

    def renew(self, course: Course) -> None:
        """Go on with `course` as it was read anew."""
        self.course = course
        self._outputs.clear()
        self.recount()

    # where one is

    def next_thing(self) -> Next | None:
        """What to do next."""
        return next_thing(self.course, self.summary, self.kept(self.store.place, None))

    def resume(self) -> tuple[Lesson, int] | None:
        """Where the last sitting was left off, or None for a first one."""
        place = self.kept(self.store.place, None)
        return find(self.course, place) if place else None

    def remember_place(self, address: str) -> None:
        """Keep `address` as where to come back to."""
        self.kept(lambda: self.store.set_place(address), None)

    # what happened

    def record(self, verdict: Verdict, source: str) -> None:
        """Keep one attempt and count anew."""
        self.kept(lambda: self.store.record(verdict, source), None)
        self.recount()

    def recount(self) -> None:
        """Count anew what is done."""
        self.summary = self.kept(lambda: self.store.summary(self.course), self.summary)

    def take_hint(self, exercise: Exercise) -> int:
        """Take the next hint of `exercise`; returns how many are taken now."""
        taken = min(self.hints_taken(exercise) + 1, len(exercise.hints))
        self.kept(lambda: self.store.take_hint(exercise.address, taken), None)
        return max(taken, self.hints_taken(exercise))

    def hints_taken(self, exercise: Exercise) -> int:
        """How many hints of `exercise` were taken."""
        return min(self.kept(lambda: self.store.hints_taken(exercise.address), 0), len(exercise.hints))

    # testing out of a chapter

    def test_out(self, chapter: Chapter) -> TestOut | None:
        """The test-out of `chapter` that was begun last, or None."""
        return self.kept(lambda: self.store.test_out(chapter.id), None)

    def begin_test_out(self, chapter: Chapter) -> TestOut | None:
        """Draw a test-out of `chapter` and begin it; None if the chapter has no exercises, or nothing can be kept."""
        addresses = draw(chapter, self.summary.standings, secrets.randbits(32))
        if addresses:
            self.kept(lambda: self.store.begin_test_out(chapter.id, addresses), None)
        return self.test_out(chapter)

    def stop_test_out(self, chapter: Chapter) -> None:
        """Forget the test-out of `chapter` that is under way."""
        self.kept(lambda: self.store.stop_test_out(chapter.id), None)

    def test_out_with(self, address: str) -> TestOut | None:
        """The test-out that the exercise at `address` was drawn for, unless help has ended it; passed or not."""
        found = self.kept(lambda: self.store.test_out(address.partition("/")[0]), None)
        return found if found is not None and address in found.addresses and not found.helped else None

    def chapter_of(self, address: str) -> Chapter | None:
        """The chapter that an address belongs to."""
        return next((one for one in self.course.chapters if one.id == address.partition("/")[0]), None)

    # what the pages' code gives

    def known_outputs(self, lesson: Lesson) -> Outputs | None:
        """The outputs of `lesson` if they were computed before, in this sitting or an earlier one."""
        if lesson.address not in self._outputs:
            found = self._output_cache().get(lesson, self.desk.device)
            if found is not None:
                self._outputs[lesson.address] = found
        return self._outputs.get(lesson.address)

    async def compute_outputs(self, lesson: Lesson) -> Outputs:
        """The outputs of `lesson`, computed now.

        Raises CannotRun if nothing can be run.
        """
        outputs = await self.desk.outputs(lesson)
        self._outputs[lesson.address] = outputs
        self._output_cache().put(lesson, outputs, self.desk.device)
        return outputs

    def _output_cache(self) -> OutputCache:
        if self._cache is None:
            from tutor.progress.outputs import OutputCache

            self._cache = OutputCache(cache_folder())
        return self._cache
