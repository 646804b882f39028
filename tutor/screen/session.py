"""What the screens of one sitting share: the course, what is kept, the desk for runs. *Screen side.* Headless."""

from __future__ import annotations

import contextlib
import os
import secrets
import threading
import time
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from tutor import language
from tutor.course.model import Chapter, Course, Exercise, Lesson
from tutor.course.outline import Outlines
from tutor.progress import settings
from tutor.progress.due import Due, Item
from tutor.progress.faults import ProgressError
from tutor.progress.fingerprint import fingerprint
from tutor.progress.places import cache_folder
from tutor.progress.review import Rating
from tutor.progress.store import Store
from tutor.progress.summary import summarise
from tutor.progress.testing_out import TestOut, draw
from tutor.screen.course_map import Next, find, next_thing
from tutor.screen.desk import Desk
from tutor.screen.drafts import Drafts
from tutor.screen.editing.left_texts import LeftTexts

if TYPE_CHECKING:
    from tutor.grading.verdict import Verdict
    from tutor.progress.outputs import OutputCache, Outputs
    from tutor.runner.client import Runner
    from tutor.screen.reference import Reference
    from tutor.screen.sitting import Sitting

T = TypeVar("T")


class Session:
    """One sitting. What can't be kept is said once in `trouble`, and never stops the work."""

    def __init__(self, course: Course, store: Store, make_runner: Callable[[], Runner]) -> None:
        self.course = course
        self.alone = False  # whether only one lesson of it is looked at, as its file stands
        self.store = store
        self.desk = Desk(make_runner)
        self.drafts = Drafts(store)
        self.left = LeftTexts()  # what can be undone on other pages
        self.settings, wrong = settings.load()
        self.trouble: str | None = store.notice or wrong or None
        self.summary = self.kept(lambda: store.summary(course), summarise(course, {}))
        self.touring = self.settings.tour and not self.summary.whole.done  # whether the four keys are shown
        self.toured: set[str] = set()  # those that were used in this sitting
        self.sitting: Sitting | None = None  # the review that is under way
        self._outlines = Outlines(course.root, cache_folder())
        self._outputs: dict[str, Outputs] = {}
        self._cache: OutputCache | None = None

    @cached_property
    def reference(self) -> Reference:
        """What is known of names."""
        from tutor.screen.reference import Reference  # not owed by the map

        return Reference(self)

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

    def choose(self, chosen: settings.Settings) -> None:
        """Go by `chosen` from now on, and keep it."""
        self.settings = chosen
        self.trouble = settings.save(chosen) or self.trouble

    def end_tour(self) -> None:
        """Show the four keys no more, in no later sitting either."""
        self.touring = False
        if self.settings.tour:
            self.choose(self.settings.with_(tour=False))

    def speak(self) -> None:
        """Speak the language that is set from now on, and read the course in it."""
        from tutor.course.faults import CourseError

        chosen = self.settings.language
        language.use(chosen if chosen in language.NAMES else language.chosen(os.environ))
        if not self.alone:
            with contextlib.suppress(CourseError):  # its folder was taken away meanwhile: what was read of it stays
                self.renew(self._outlines.within(language.current()))

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

    def record(self, verdict: Verdict, source: str, exercise: Exercise | None = None) -> None:
        """Keep one attempt at `exercise` and count anew."""
        asked = fingerprint(exercise) if exercise is not None else ""
        self.kept(lambda: self.store.record(verdict, source, asked), None)
        self.recount()
        if self.sitting is not None:
            self.sitting.judged(verdict.verdict)
        elif verdict.verdict == "passed":
            # The scheduler takes a moment to load; what a killed program left undone is done when it is asked for.
            threading.Thread(target=self._after_a_pass, daemon=True).start()

    def _after_a_pass(self) -> None:
        with contextlib.suppress(ProgressError):
            self.store.schedule()
            self.store.keep_copy()  # of a long sitting, too

    def note_review(self, item: Item, rating: Rating, seconds: float) -> float | None:
        """Keep how a review went; when the exercise comes back, or None if it can't be kept."""
        learned = item.is_learned
        self.kept(lambda: self.store.note_review(item.address, rating, seconds, is_learned=learned), None)
        return self.kept(lambda: self.store.comes_back(item.address), None)

    def now(self) -> float:
        """The time, in seconds since 1970."""
        return time.time()

    def is_older(self, exercise: Exercise) -> bool:
        """Whether `exercise` was passed when it was another one than it is now."""
        if self.summary.standing(exercise.address).passed_at is None:
            return False
        return self.kept(lambda: self.store.is_older(exercise.address, fingerprint(exercise)), False)

    def due(self, *, more: bool = False) -> Due:
        """What is due for review now; `more`: beyond the day's limit."""
        return self.kept(lambda: self.store.due(self.course, more=more), Due())

    def recount(self) -> None:
        """Count anew what is done."""
        self.summary = self.kept(lambda: self.store.summary(self.course), self.summary)

    def take_hint(self, exercise: Exercise) -> int:
        """Take the next hint of `exercise`; returns how many are taken now."""
        taken = min(self.hints_taken(exercise) + 1, len(exercise.hints))
        if self.sitting is not None:
            self.sitting.hints = taken
            return taken
        self.kept(lambda: self.store.take_hint(exercise.address, taken), None)
        return max(taken, self.hints_taken(exercise))

    def hints_taken(self, exercise: Exercise) -> int:
        """How many hints of `exercise` were taken."""
        if self.sitting is not None:
            return min(self.sitting.hints, len(exercise.hints))
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
