"""The Lesson screen: a page's text beside the answer that is written, and below it what came of it. *Screen side.*"""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from tutor.course.lines import Line
from tutor.course.model import Lesson
from tutor.course.page_text import FenceOutput
from tutor.screen.bars import Bar, KeyBar, PaneTitle, Part
from tutor.screen.desk import CannotRun
from tutor.screen.keys import bindings
from tutor.screen.log import note_fault
from tutor.screen.messages import LastPageTurned, LessonChosen, SolutionAsked
from tutor.screen.page_work import PageWork
from tutor.screen.session import Session
from tutor.screen.text_view import Scrolled, TextView
from tutor.screen.workbench import Workbench, WorkChanged

NARROW = 100  # below this many columns the text and the answer take the whole width in turn
DEVICE_CELLS = 4  # of the word at the top's end: cpu, cuda, mps, or nothing while the runner starts
LOOK = 0.5  # seconds after which it is looked for again
ACTIONS = (
    *("check", "run", "stop", "hint", "solution", "next_page", "previous_page", "switch_pane", "comment"),
    *("text_up", "text_down", "panel_up", "panel_down", "next_view", "previous_view"),
)


class LessonScreen(Screen[None]):
    """One lesson, a page at a time."""

    CSS_PATH = "lesson.tcss"
    AUTO_FOCUS = ""
    HAS_MAP: ClassVar[bool] = True  # whether there is a map of the course to go to
    BINDINGS: ClassVar[list[BindingType]] = bindings(ACTIONS)

    def __init__(self, session: Session, lesson: Lesson, page: int = 0) -> None:
        super().__init__()
        self.session = session
        self.lesson = lesson
        self.work = PageWork(lesson, page)
        self._reading = self.is_narrow
        self._fit()

    def compose(self) -> ComposeResult:
        yield Bar(id="top")
        with Horizontal(id="body"):
            with Vertical(id="reading"):
                yield PaneTitle(id="text-title")
                yield TextView(id="text")
            yield Workbench(self.session, id="work")
        yield Bar(id="status")
        yield KeyBar(id="keys")

    @property
    def text(self) -> TextView:
        """The page's text."""
        return self.query_one("#text", TextView)

    @property
    def bench(self) -> Workbench:
        """Where the answer is worked on."""
        return self.query_one(Workbench)

    # pages

    def on_mount(self) -> None:
        self._waiting_for_device = self.set_interval(LOOK, self._show_device)
        self.open_page(self.work.number)

    def open_page(self, number: int, *, stay: bool = False) -> None:
        """Show page `number` (from 0), and what was written there; `stay` keeps pane and scrolling."""
        self.session.drafts.save()
        self.work = PageWork(self.lesson, number)
        self.session.remember_place(self.work.place)
        self.bench.open(self.work)
        self.text.show(self._lay_out, stay=stay)
        self._focus_pane(reading=self._reading if stay else self.is_narrow)
        self.call_after_refresh(self._want_outputs)

    def _want_outputs(self) -> None:
        if self.session.known_outputs(self.lesson) is None:
            self.run_worker(self._compute_outputs(), group="outputs", exclusive=True, exit_on_error=False)

    def _lay_out(self, width: int) -> list[Line]:
        known = self.session.known_outputs(self.lesson)
        outputs: list[FenceOutput] | None = None if known is None else known[self.work.number]
        return self.work.text(width, outputs)

    async def _compute_outputs(self) -> None:
        try:
            await self.session.compute_outputs(self.lesson)
        except CannotRun as error:
            self.bench.news.tell(f"The outputs on this page can't be computed: {error}", "fault")
        except Exception as error:
            self.bench.news.tell(note_fault(error), "fault")
        else:
            self.text.show(self._lay_out, stay=True)

    def action_next_page(self) -> None:
        """Turn to the next page; after the last one, to the map. In a test-out, to what it asks next."""
        test = self.session.test_out_with(self.work.address) if self.bench.passed else None
        if test is not None and test.is_open and test.following is not None:
            self.post_message(LessonChosen(test.following))
            return
        if self.work.number + 1 < len(self.lesson.pages):
            self.open_page(self.work.number + 1)
        else:
            self.post_message(LastPageTurned())

    def action_previous_page(self) -> None:
        """Turn back."""
        if self.work.number:
            self.open_page(self.work.number - 1)

    # panes

    @property
    def is_narrow(self) -> bool:
        """Whether the text and the answer take turns."""
        return self.app.size.width < NARROW

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        self._fit()
        self._show_around()

    def _fit(self) -> None:
        wanted = {"-narrow": self.is_narrow, "-reading": self._reading, "-writing": not self._reading}
        for name, is_set in wanted.items():
            if self.has_class(name) != is_set:
                self.set_class(is_set, name)

    def _focus_pane(self, *, reading: bool) -> None:
        self._reading = reading
        self._fit()
        if reading:
            self.text.focus(scroll_visible=False)
        else:
            self.bench.answer.start()
        self._show_around()

    def action_switch_pane(self) -> None:
        """From the text to the answer and back."""
        self._focus_pane(reading=not self._reading)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        inside = list(event.widget.ancestors_with_self)
        self._reading = self.text in inside
        self._fit()
        self.query_one("#text-title", PaneTitle).set_focused(self._reading)
        self.bench.answer.set_focused(self.bench.answer in inside)
        self.bench.panel.set_focused(self.bench.panel in inside)
        self._show_around()

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape" and self.bench.panel.has_focus_within:
            event.stop()
            self._focus_pane(reading=False)

    def action_text_up(self) -> None:
        """Scroll the text."""
        self.text.scroll_relative(y=-3, animate=False)

    def action_text_down(self) -> None:
        """Scroll the text."""
        self.text.scroll_relative(y=3, animate=False)

    def action_panel_up(self) -> None:
        """Scroll the panel."""
        self.bench.panel.view.scroll_relative(y=-2, animate=False)

    def action_panel_down(self) -> None:
        """Scroll the panel."""
        self.bench.panel.view.scroll_relative(y=2, animate=False)

    def action_next_view(self) -> None:
        """Open the panel's next view."""
        self._show_panel()
        self.bench.panel.turn(1)

    def action_previous_view(self) -> None:
        """Open the panel's previous view."""
        self._show_panel()
        self.bench.panel.turn(-1)

    def _show_panel(self) -> None:
        """Where the text takes the whole width, make way for what is wanted of the panel."""
        if self.is_narrow and self._reading:
            self._focus_pane(reading=False)

    # the answer

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Esc and ctrl+c stop a run only while there is one; otherwise they mean what they mean elsewhere."""
        return self.bench.running.is_on if action == "stop" else True

    def action_check(self) -> None:
        """Check the answer."""
        self.bench.check()

    def action_run(self) -> None:
        """Run the code."""
        self._show_panel()
        self.bench.run_code()

    def action_stop(self) -> None:
        """Stop what runs."""
        self.bench.running.stop()

    def action_hint(self) -> None:
        """Take the next hint."""
        self._show_panel()
        self.bench.hint()

    def action_solution(self) -> None:
        """Show the reference, or say what it takes."""
        if self.work.exercise is None:
            self.bench.news.tell(
                "This page has no task, so there is no solution. What you write is saved by itself.", "accent"
            )
        else:
            self.post_message(SolutionAsked(self.work.exercise, self.bench.answer.editor.text, self.bench.news.tell))

    def action_comment(self) -> None:
        """Comment lines out, or in again."""
        if self.bench.answer.editor.display:
            self.bench.answer.editor.action_comment()

    def action_start_over(self) -> None:
        """Put back what the page starts from."""
        self.bench.start_over()

    # what the lines around say

    @on(WorkChanged)
    def _show_around(self) -> None:
        self._show_top()
        self._show_keys()
        self._show_status()

    def _show_top(self) -> None:
        chapter = self.session.chapter_of(self.lesson.address)
        whole, pages = self.session.summary.whole, len(self.lesson.pages)
        dots = "".join("o" if number == self.work.number else "·" for number in range(pages))
        left: list[Part] = [(f" {chapter.title if chapter else ''} › ", "dim"), (self.lesson.title, "heading")]
        right: list[Part] = [
            ("" if self.is_narrow else f"{dots}   ", "dim"),
            (f"page {self.work.number + 1} of {pages}", "body"),
            (f"   {whole.done} of {whole.total} done  {self.session.desk.device:>{DEVICE_CELLS}} ", "dim"),
        ]
        self.query_one("#top", Bar).show(left, right)

    def _show_device(self) -> None:
        if self.session.desk.device:
            self._waiting_for_device.stop()
            self._show_top()

    @on(Scrolled)
    def _show_title(self) -> None:
        right: list[Part] = [("more below", "label")] if self.text.is_scrolled_out else []
        self.query_one("#text-title", PaneTitle).show([(self.work.page.title, "heading")], right)

    def _show_keys(self) -> None:
        pane = ("switch_pane", "answer" if self._reading else "text")
        forward = ("next_page", "next page" if self.bench.passed else "next")
        keys: list[str | tuple[str, str]]
        if self.bench.running.is_on:
            keys = [("stop", "stop"), pane]
        elif self.work.exercise is None:
            keys = ["run", forward, "previous_page", pane, "home"]
        elif self.bench.passed:
            keys = [forward, "solution", pane, "check", "home"]
        elif self.work.asks:
            check = ("check", "new questions" if self.bench.used_up else "check")
            keys = [check, "hint", forward, "previous_page", pane]
        else:
            keys = ["check", "run", "hint", forward, pane]
        if not self.HAS_MAP:
            keys = [key for key in keys if key != "home"]
        self.query_one(KeyBar).show_keys(keys, news=self.bench.news.told)

    def _show_status(self) -> None:
        # Out of sight unless the panel is: the line then tells what the panel would.
        told = (self.bench.state, "accent") if self.bench.state else self.bench.outcome
        self.query_one("#status", Bar).show([(" ", "body"), told or ("", "body")])
