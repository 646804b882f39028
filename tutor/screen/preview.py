"""The Lesson screen on a file that is being written: drawn anew at each save, with what lint and verify say.
*Screen side.*"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tutor.course.faults import CourseError
from tutor.course.lines import Line
from tutor.course.model import Course, Lesson, Page
from tutor.language import _, current
from tutor.progress.store import Store
from tutor.screen.app import TutorApp, sit
from tutor.screen.bars import KeyBar
from tutor.screen.desk import CannotRun
from tutor.screen.lesson import LessonScreen
from tutor.screen.log import note_fault
from tutor.screen.preview_report import Proofs, report, title
from tutor.screen.preview_source import LessonOnDisk, Reading
from tutor.screen.preview_strip import PreviewStrip
from tutor.screen.session import Session

if TYPE_CHECKING:
    from tutor.runner.client import Runner

LOOK_EVERY = 0.3  # seconds between two looks at the files
NOT_YET = "nothing-yet"  # the id of the page that stands in


class PreviewScreen(LessonScreen):
    """The lesson as its file was last saved; as it was last whole, while the file has errors."""

    CSS_PATH: ClassVar[list[str]] = ["lesson.tcss", "preview.tcss"]  # type: ignore[assignment]
    HAS_MAP = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+f,f8", "report", "faults", show=False, priority=True)]

    def __init__(self, session: Session, files: LessonOnDisk, reading: Reading) -> None:
        assert reading.lesson is not None
        super().__init__(session, reading.lesson if reading.is_whole else _stand_in(reading.lesson))
        self.files = files
        self.reading = reading
        self.proofs = Proofs()
        self._read_at = time.localtime()

    def compose(self) -> ComposeResult:
        for widget in super().compose():
            if isinstance(widget, KeyBar):
                yield PreviewStrip(id="preview")
            yield widget

    @property
    def strip(self) -> PreviewStrip:
        """What lint and verify say."""
        return self.query_one(PreviewStrip)

    def on_mount(self) -> None:  # the Lesson screen's own comes after it, by Textual
        self.session.drafts.on_state = lambda _: None  # what is written here is kept nowhere
        self._judge()
        self.run_worker(self._watch(), group="watch", exit_on_error=False)

    # the files

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                # In threads: a file system on the network may take its time.
                if await asyncio.to_thread(self.files.stamps) != self.reading.stamps:
                    self._take(await asyncio.to_thread(self.files.read))
            except Exception as error:
                self.bench.news.tell(note_fault(error), "fault")

    def _take(self, reading: Reading) -> None:
        """Show the lesson as it reads now, on the page where one was."""
        self.reading = reading
        self._read_at = time.localtime()
        if reading.is_whole and reading.course is not None and reading.lesson is not None:
            self._renew(reading.course, reading.lesson)
        self._judge()

    def _renew(self, course: Course, lesson: Lesson) -> None:
        if self.bench.running.is_on:
            self.bench.running.stop()
        self.workers.cancel_group(self, "outputs")  # what they give belongs to the text before
        page, number = self.work.page.id, self.work.number
        ids = [one.id for one in lesson.pages]
        self.session.renew(course)
        self.lesson = lesson
        at_report = self.strip.view.has_focus
        self.open_page(ids.index(page) if page in ids else min(number, len(ids) - 1), stay=True)
        if at_report:
            self.strip.start()

    # what lint and verify say

    def _judge(self) -> None:
        """Show what lint says, and begin to prove the lesson, whatever was being proved before."""
        self.workers.cancel_group(self, "verify")
        self.proofs = proofs = Proofs()
        course, lesson = self.reading.course, self.reading.lesson
        if self.reading.is_whole and course is not None and lesson is not None:
            proofs.state = "running"
            self.run_worker(self._prove(course, lesson, proofs), group="verify", exit_on_error=False)
        self._show_report()

    async def _prove(self, course: Course, lesson: Lesson, proofs: Proofs) -> None:
        def told(result: Any) -> None:
            proofs.results.append(result)
            if proofs is self.proofs:
                self._show_report()

        try:
            await self.session.desk.prove(course, lesson, told)
        except CannotRun as error:
            proofs.trouble = _("nothing can be run: {error}").format(error=error)
        except Exception as error:
            proofs.trouble = note_fault(error)
        proofs.state = "done"
        if proofs is self.proofs:
            self._show_report()

    def _show_report(self) -> None:
        if not self.strip.is_mounted:
            return
        faults, proofs = self.reading.faults, self.proofs

        def lay_out(width: int, whole: bool) -> list[Line]:
            return report(self.files, faults, proofs, width, whole=whole)

        kept = not self.reading.is_whole and self.lesson.pages[0].id != NOT_YET
        note = (_("the last whole page") + "   " if kept else "") + time.strftime("%H:%M:%S", self._read_at)
        self.strip.show(title(faults, proofs), note, lay_out)

    def action_report(self) -> None:
        """To what lint and verify say, with more room, and back."""
        if self.strip.view.has_focus:
            self._focus_pane(reading=self._reading)
        else:
            self.strip.start()

    # what is other than on the screen it is

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if self.strip in event.widget.ancestors:
            event.prevent_default()  # neither the text nor the answer is where one is

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape" and self.strip.view.has_focus:
            event.stop()
            event.prevent_default()
            self._focus_pane(reading=self._reading)

    def action_next_page(self) -> None:
        """Turn to the next page; the last one stays."""
        if self.work.number + 1 < len(self.lesson.pages):
            super().action_next_page()
        else:
            self.bench.news.tell(_("That was the last page of this lesson."))


class PreviewApp(TutorApp):
    """The Lesson screen on one file, and nothing else of the course."""

    def __init__(self, session: Session, files: LessonOnDisk, reading: Reading) -> None:
        super().__init__(session)
        session.alone = True
        self._files = files
        self._reading = reading

    def first_screen(self) -> Screen[Any]:
        """The lesson as it was first read."""
        return PreviewScreen(self.session, self._files, self._reading)

    async def action_home(self) -> None:
        """There is no map to go to."""
        if isinstance(self.screen, PreviewScreen):
            self.screen.bench.news.tell(_("A preview is of one lesson; `tutor start` has the map."))


def _stand_in(lesson: Lesson) -> Lesson:
    """What is shown of a lesson that was never whole yet."""
    text = _("This file can't be shown as it is. What is wrong stands below.")
    return replace(lesson, pages=(Page(NOT_YET, _("Nothing to show yet"), text, language=current()),))


def run(root: Path, path: Path, make_runner: Callable[[], Runner], *, mouse: bool = True) -> int:
    """Show the lesson in the file `path` of the course at `root` until the author leaves. Returns the exit status.

    Raises CourseError if `root` can't be read at all.
    """
    files = LessonOnDisk(root, path)
    with Store.in_memory() as store:
        reading = files.read()
        if reading.course is None:
            raise CourseError(reading.faults[0].message)
        return sit(PreviewApp(Session(reading.course, store, make_runner), files, reading), mouse=mouse)
