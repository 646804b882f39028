"""The Lesson screen: a page's text beside the answer that is written, and below it what came of it. *Screen side.*"""

from __future__ import annotations

from typing import Any, ClassVar, cast

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Input

from tutor.course.lines import Line
from tutor.course.model import Lesson
from tutor.course.outline import whole
from tutor.course.page_text import FenceOutput
from tutor.language import _, current
from tutor.screen.bars import Bar, KeyBar, PaneTitle, Part
from tutor.screen.course_map import find
from tutor.screen.desk import CannotRun
from tutor.screen.editing.actions import EditorActions
from tutor.screen.keys import BY_ID, bindings
from tutor.screen.log import note_fault
from tutor.screen.messages import LastPageTurned, LessonChosen, SettingsChanged, SolutionAsked
from tutor.screen.page_work import PageWork
from tutor.screen.session import Session
from tutor.screen.text_view import Scrolled, TextView
from tutor.screen.tour import STEPS, Tour, TourEnded
from tutor.screen.workbench import Workbench, WorkChanged

NARROW = 100  # below this many columns the text and the answer take the whole width in turn
DEVICE_CELLS = 4  # of the word at the top's end: cpu, cuda, mps, or nothing while the runner starts
TITLE_AROUND = 12  # cells of the text's title beside its words, the sign of another language among them
LOOK = 0.5  # seconds after which it is looked for again
ACTIONS = (
    *("check", "run", "stop", "hint", "solution", "next_page", "previous_page", "switch_pane", "comment"),
    *("find", "go_to_line", "outside"),
    "docs",
    *("text_up", "text_down", "panel_up", "panel_down", "next_view", "previous_view"),
    *("panel", "next_tensor"),
)


class LessonScreen(EditorActions, Screen[None]):
    """One lesson, a page at a time."""

    CSS_PATH = "lesson.tcss"
    AUTO_FOCUS = ""
    HAS_MAP: ClassVar[bool] = True  # whether there is a map of the course to go to
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(ACTIONS),
        Binding("escape", "end_tour", show=False, priority=True),
    ]

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
        yield Tour(id="tour")
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
        trouble = self.session.take_trouble()
        if trouble:
            self.bench.news.tell(trouble, "fault")

    def open_page(self, number: int, *, stay: bool = False) -> None:
        """Show page `number` (from 0), and what was written there; `stay` keeps pane and scrolling."""
        self.session.drafts.save()
        self.work = PageWork(self.lesson, number)
        self.session.remember_place(self.work.place)
        self.bench.open(self.work)
        self.text.show(self._lay_out, stay=stay)
        self._focus_pane(reading=self._reading if stay else self.is_narrow)
        if self.HAS_MAP and self.session.touring and not self.session.toured >= STEPS.keys():
            self._start_tour()
        self.call_after_refresh(self._want_outputs)

    def _want_outputs(self) -> None:
        if self.session.known_outputs(self.lesson) is None:
            # As a function: whoever leaves at once would leave a coroutine that never began.
            work = cast(Any, self._compute_outputs)
            self.run_worker(work, group="outputs", exclusive=True, exit_on_error=False)

    def _lay_out(self, width: int) -> list[Line]:
        known = self.session.known_outputs(self.lesson)
        outputs: list[FenceOutput] | None = None if known is None else known[self.work.number]
        return self.work.text(width, outputs)

    async def _compute_outputs(self) -> None:
        try:
            await self.session.compute_outputs(self.lesson)
        except CannotRun as error:
            self.bench.news.tell(_("The outputs on this page can't be computed: {error}").format(error=error), "fault")
        except Exception as error:
            self.bench.news.tell(note_fault(error), "fault")
        else:
            self.text.show(self._lay_out, stay=True)

    def _start_tour(self) -> None:
        self.query_one(Tour).start(self.session.toured, has_task=self.work.exercise is not None)

    def action_tour(self) -> None:
        """Show the four keys again."""
        self.session.touring = True
        self.session.toured.clear()
        self._start_tour()

    def action_end_tour(self) -> None:
        """Put the four keys away."""
        self.query_one(Tour).put_away()

    @on(TourEnded)
    def _keep_tour_ended(self) -> None:
        self.session.end_tour()

    def action_next_page(self) -> None:
        """Turn to the next page; after the last one, to the map. In a test-out, to what it asks next."""
        self.query_one(Tour).did("next_page")
        test = self.session.test_out_with(self.work.address) if self.bench.outcome.passed else None
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
            self.bench.answer.leave()
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

    def action_more(self) -> None:
        """A screen further in the text."""
        self.text.scroll_page_down(animate=False)

    def action_leave_panel(self) -> None:
        """Back to the answer."""
        self._focus_pane(reading=False)

    def action_panel_up(self) -> None:
        """Scroll the panel."""
        self.bench.panel.view.scroll_relative(y=-2, animate=False)

    def action_panel_down(self) -> None:
        """Scroll the panel."""
        self.bench.panel.view.scroll_relative(y=2, animate=False)

    def action_panel(self) -> None:
        """Into the panel."""
        self._show_panel()
        self.bench.panel.view.focus(scroll_visible=False)

    def action_next_tensor(self) -> None:
        """In the graph, show the history of the next tensor."""
        self._show_panel()
        self.bench.panel.seeing.choose(1)

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
        if action == "end_tour":
            # Esc closes first what it closes anyway: a line that something is typed into.
            return self.query_one(Tour).is_on and not isinstance(self.focused, Input)
        return self.bench.running.is_on if action == "stop" else True

    def action_check(self) -> None:
        """Check the answer."""
        self.query_one(Tour).did("check")
        self.bench.check()

    def action_run(self) -> None:
        """Run the code."""
        self.query_one(Tour).did("run")
        self._show_panel()
        self.bench.run_code()

    def action_stop(self) -> None:
        """Stop what runs."""
        self.bench.running.stop()

    def action_hint(self) -> None:
        """Take the next hint."""
        self.query_one(Tour).did("hint")
        self._show_panel()
        self.bench.hint()

    def action_docs(self) -> None:
        """Tell what is known of the name under the cursor."""
        self._show_panel()
        self.bench.look_up()

    def action_solution(self) -> None:
        """Show the reference, or say what it takes."""
        if self.work.exercise is None:
            self.bench.news.tell(
                _("This page has no task, so there is no solution. What you write is saved by itself."), "accent"
            )
        else:
            self.post_message(SolutionAsked(self.work.exercise, self.bench.answer.editor.text, self.bench.news.tell))

    @on(SettingsChanged)
    def _say_again(self, event: SettingsChanged) -> None:
        """Show everything anew in another language; what is written stays, and where one is."""
        if event.settings.language == event.before.language:
            return
        self.lesson = self._lesson_spoken()
        self.work = type(self.work)(self.lesson, self.work.number)  # in a review, a page of another sort
        self.bench.say_again(self.work)
        self.text.show(self._lay_out, stay=True)
        self._show_title()
        self._show_around()
        self.call_after_refresh(self._want_outputs)

    def _lesson_spoken(self) -> Lesson:
        found = find(self.session.course, self.lesson.address)
        lesson = whole(self.session.course, found[0]) if found is not None else self.lesson
        return lesson if len(lesson.pages) == len(self.lesson.pages) else self.lesson

    def action_start_over(self) -> None:
        """Put back what the page starts from."""
        self.bench.start_over()

    # what the lines around say

    @on(WorkChanged)
    def _show_around(self) -> None:
        self._show_top()
        self._show_title()
        self._show_keys()
        self._show_status()

    def _show_top(self) -> None:
        chapter = self.session.chapter_of(self.lesson.address)
        kept, pages = self.session.summary.whole, len(self.lesson.pages)
        dots = "".join("o" if number == self.work.number else "·" for number in range(pages))
        left: list[Part] = [(f" {chapter.title if chapter else ''} › ", "dim"), (self.lesson.title, "heading")]
        done = _("{done} of {total} done").format(done=kept.done, total=kept.total)
        right: list[Part] = [
            ("" if self.is_narrow else f"{dots}   ", "dim"),
            (_("page {n} of {all}").format(n=self.work.number + 1, all=pages), "body"),
            (f"   {done}  {self.session.desk.device:>{DEVICE_CELLS}}  {current()} ", "dim"),
        ]
        told = cell_len("".join(text for text, _role in [*left, *right])) + 2
        if self.size.width and told > self.size.width:  # the lesson's name matters more than its chapter's
            left = [(f" {self.lesson.title}", "heading")]
        self.query_one("#top", Bar).show(left, right)

    def _show_device(self) -> None:
        if self.session.desk.device:
            self._waiting_for_device.stop()
            self._show_top()

    @on(Scrolled)
    def _text_scrolled(self) -> None:
        self._show_title()
        self._show_keys()

    def _show_title(self) -> None:
        right: list[Part] = []
        if self.text.is_scrolled_out:
            key = BY_ID["more" if self._reading else "text_down"].shown
            told = _("more below")
            wanted = cell_len(f"{self.work.page.title}{key}{told}") + TITLE_AROUND
            has_room = wanted <= self.query_one("#reading").size.width
            right = [(f"{key} ", "key"), (told, "label")] if has_room else [(told, "label")]
        written = self.work.page.language
        if written != current():
            # No words in the language in use: it is said what the page is written in.
            right = [*right, ("  " if right else "", "label"), (written, "accent")]
        self.query_one("#text-title", PaneTitle).show([(self.work.page.title, "heading")], right)

    def _show_keys(self) -> None:
        pane = ("switch_pane", _("answer") if self._reading else _("text"))
        forward = ("next_page", _("next page") if self.bench.outcome.passed else _("next"))
        keys: list[str | tuple[str, str]]
        if self.bench.running.is_on:
            keys = ["stop", pane]
        elif self.bench.answer.find_bar.has_focus_within:
            keys = ["find_on", "find_back", "leave_find"]
        elif self.bench.panel.has_focus_within:
            keys = ["leave_panel", "next_view", "check", "run"]
        elif self._reading and self.text.is_scrolled_out:
            keys = ["more", pane, forward, "previous_page", "check"]
        elif self.work.exercise is None:
            keys = ["run", forward, "previous_page", pane, "home"]
        elif self.bench.outcome.passed:
            keys = [forward, "solution", pane, "check", "home"]
        elif self.work.asks:
            check = ("check", _("new questions") if self.bench.outcome.used_up else _("check"))
            form = [] if self._reading else ["mark" if self._offers_options else "next_question"]
            keys = [check, *form, "hint", forward, pane]
        else:
            keys = ["check", "run", "hint", forward, pane, *([] if self._reading else ["docs"]), "palette"]
        if not self.HAS_MAP:
            keys = [key for key in keys if key != "home"]
        self.query_one(KeyBar).show_keys(keys, news=self.bench.news.told)

    @property
    def _offers_options(self) -> bool:
        form = self.bench.answer.form
        return form is not None and any(question.options for question in form.posed.questions)

    def action_mark(self) -> None:
        """Mark the option that was reached."""
        from tutor.screen.choices import Choices  # not owed by pages with code

        if isinstance(self.focused, Choices):
            self.focused.action_mark()

    def _show_status(self) -> None:
        # Out of sight unless the panel is: the line then tells what the panel would.
        told = (self.bench.state, "accent") if self.bench.state else self.bench.outcome.line
        self.query_one("#status", Bar).show([(" ", "body"), told or ("", "body")])
