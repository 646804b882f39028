"""The small screen of `tutor watch`: the verdict on what was saved last, from 40 by 12 cells on. *Screen side.*"""

from __future__ import annotations

import time
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from tutor.course.lines import Line, line, prose, words
from tutor.grading.question_text import how_to_answer, question_lines
from tutor.grading.verdict_text import check_output_lines, has_output, verdict_lines
from tutor.language import _
from tutor.screen.answer_file import shown
from tutor.screen.app import TutorApp, sit
from tutor.screen.bars import Bar, KeyBar, PaneTitle, Part
from tutor.screen.desk import CannotRun
from tutor.screen.hints_text import hint_lines
from tutor.screen.keys import bindings
from tutor.screen.log import note_fault
from tutor.screen.news import News
from tutor.screen.text_view import TextView
from tutor.screen.watching import Checking, Happening, Judged, Opened, Preparing, Trouble, Watching

VIEWS = ("verdict", "task", "hints")
PRINTED_LINES = 20


class WatchScreen(Screen[Any]):
    """One exercise: how its file stands, its task, its hints, one view at a time."""

    CSS = """
    WatchScreen { layout: vertical; }
    WatchScreen TextView { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(("check", "hint", "next_page", "previous_page", "switch_pane", "next_view", "previous_view", "stop")),
    ]

    def __init__(self, watching: Watching, first: str) -> None:
        super().__init__()
        self.watching = watching
        self.session = watching.session
        self._first = first
        self._view = "verdict"
        self._state = ""
        self._judged: Judged | None = None
        self._at = ""  # when that was
        self._trouble = ""
        self._outputs: list[Any] | None = None

    def compose(self) -> ComposeResult:
        yield Bar(id="watch-title")
        yield Bar(id="watch-file")
        yield PaneTitle(id="watch-views")
        yield TextView(id="watch-text", column=100)
        yield KeyBar(id="keys")

    @property
    def view(self) -> TextView:
        """The text shown now."""
        return self.query_one(TextView)

    def on_mount(self) -> None:
        self.news = News(self, self._show_keys)
        self.watching.tell = self._happened
        self.view.focus()
        trouble = self.session.take_trouble()
        if trouble:
            self.news.tell(trouble, "fault")
        self._show()
        self._open(self._first)

    def on_resize(self) -> None:
        self._show_bars()

    # what happens

    def _open(self, address: str) -> None:
        self.run_worker(self._opening(address), group="open", exclusive=True, exit_on_error=False)

    async def _opening(self, address: str) -> None:
        try:
            await self.watching.open(address)
        except Exception as error:
            self._happened(Trouble(note_fault(error)))

    def _happened(self, happening: Happening) -> None:
        if not self.is_mounted:
            return
        self._trouble = ""
        match happening:
            case Preparing():
                self._state = _("preparing the questions…")
            case Opened():
                self._state, self._judged, self._outputs = "", None, self.session.known_outputs(happening.work.lesson)
                self._view = "verdict"
            case Checking():
                self._view = "verdict"
                self._state = _("checking…") if self.session.desk.is_ready else _("starting PyTorch…")
            case Judged():
                self._state, self._judged = "", happening
                self._at = time.strftime("%H:%M:%S")
                self.session.drafts.save()
            case Trouble():
                self._state = ""
                self._trouble = happening.line
                self._view = "verdict"
        self._show()

    # what is shown

    def _show(self) -> None:
        self._show_bars()
        view = {"verdict": self._verdict_lines, "task": self._task_lines, "hints": self._hint_lines}[self._view]
        self.view.show(view)

    def _show_bars(self) -> None:
        opened = self.watching.opened
        title: list[Part] = [(" ", "label")]
        right: list[Part] = []
        file = ""
        if opened is not None:
            title.append((opened.exercise.title, "heading"))
            if self.session.summary.standing(opened.exercise.address).state == "passed":
                right = [(_("passed"), "passed"), (" ", "label")]
            file = shown(opened.file.path, max(8, self.size.width - 2))
        self.query_one("#watch-title", Bar).show(title, right)
        self.query_one("#watch-file", Bar).show([(" ", "label"), (file, "accent")])
        parts: list[Part] = []
        for name in VIEWS:
            word = {"verdict": _("verdict"), "task": _("task"), "hints": _("hints")}[name]
            parts.append((f"[{word}]" if name == self._view else f" {word} ", "key" if name == self._view else "label"))
        state = self._state or (self._at if self._judged is not None else "")
        self.query_one(PaneTitle).show(parts, [(state, "accent" if self._state else "label")] if state else [])
        self._show_keys()

    def _show_keys(self) -> None:
        told = self.news.told
        keys = [("next_page", _("next")), ("switch_pane", self._following())]
        if self.size.width >= 48:  # in less room, the hints' own view tells their key
            keys = [("hint", _("hint")), *keys]
        if self.size.width >= 70:
            keys = [("check", _("check again")), *keys, ("previous_page", _("back"))]
        self.query_one(KeyBar).show_keys(keys, told)

    def _following(self) -> str:
        following = VIEWS[(VIEWS.index(self._view) + 1) % len(VIEWS)]
        return {"verdict": _("verdict"), "task": _("task"), "hints": _("hints")}[following]

    def _verdict_lines(self, width: int) -> list[Line]:
        opened = self.watching.opened
        if self._trouble:
            return words(width, (self._trouble, "body"))
        if opened is None:
            return words(width, (_("One moment…"), "dim"))
        if self._judged is None:
            return self._waiting(opened, width)
        verdict = self._judged.verdict
        lines = verdict_lines(verdict, opened.exercise, width, beside_answer=False)
        if has_output(verdict):
            lines += [[], line((_("It printed:"), "label")), *check_output_lines(verdict, width, PRINTED_LINES)]
        if verdict.verdict == "passed":
            lines += [[], line(("^n", "key"), ("  " + _("goes on to the next exercise."), "body"))]
        return lines

    def _waiting(self, opened: Opened, width: int) -> list[Line]:
        if self._state:
            return []
        made = _("This file was made for you. Open it in your editor:")
        lines = prose(made if opened.file.made else _("Open your file in your editor:"), width)
        path = str(opened.file.path)
        lines += [line((path[at : at + width], "accent")) for at in range(0, len(path), width)]
        lines += [[], *prose(_("Whenever you save it, it is checked, and the verdict stands here."), width)]
        return [*lines, [], line((_("Your task:"), "heading")), *prose(opened.exercise.goal, width)]

    def _task_lines(self, width: int) -> list[Line]:
        opened = self.watching.opened
        if opened is None:
            return []
        outputs = self._outputs[opened.work.number] if self._outputs else None
        lines = opened.work.text(width, outputs)
        if opened.posed is not None:
            asked = opened.posed.questions
            for number, question in enumerate(asked, 1):
                head = _("Question {number} of {questions}").format(number=number, questions=len(asked))
                lines += [[], line((head, "heading")), *question_lines(opened.exercise, question, width)]
            lines += [[], *prose(how_to_answer(opened.exercise), width)]
        return lines

    def _hint_lines(self, width: int) -> list[Line]:
        opened = self.watching.opened
        if opened is None:
            return []
        return hint_lines(opened.exercise, self.session.hints_taken(opened.exercise), width)

    # what is pressed

    def action_check(self) -> None:
        """Check the file once more as it is."""
        self.watching.check()

    def action_stop(self) -> None:
        """End the check that goes on."""
        if self._state and self.watching.opened is not None:
            self.watching.stop_check()
            self._state = ""
            self._show()

    def action_hint(self) -> None:
        """Take the next hint."""
        opened = self.watching.opened
        if opened is None:
            return
        store, address = self.session.store, opened.exercise.address
        may = self.session.kept(lambda: store.may_take_hint(address), None)
        if may is not None and not may.allowed:
            self.news.tell(may.why)
            return
        self.session.take_hint(opened.exercise)
        self._view = "hints"
        self._show()
        self.view.scroll_end(animate=False)

    def action_next_page(self) -> None:
        """Go on to the next exercise."""
        self._go(1)

    def action_previous_page(self) -> None:
        """Go back to the exercise before."""
        self._go(-1)

    def _go(self, step: int) -> None:
        address = self.watching.neighbour(step)
        if address is None:
            self.news.tell(_("There is no exercise beyond this one."))
        else:
            self.news.clear()
            self._open(address)

    def action_switch_pane(self) -> None:
        """Show the next view."""
        self.action_next_view()

    def action_next_view(self) -> None:
        """Show the next view."""
        self._turn(1)

    def action_previous_view(self) -> None:
        """Show the view before."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        self._view = VIEWS[(VIEWS.index(self._view) + step) % len(VIEWS)]
        if self._view == "task" and self._outputs is None and self.watching.opened is not None:
            self.run_worker(self._compute_outputs(), group="outputs", exclusive=True, exit_on_error=False)
        self._show()

    async def _compute_outputs(self) -> None:
        opened = self.watching.opened
        if opened is None:
            return
        try:
            self._outputs = await self.session.compute_outputs(opened.work.lesson)
        except CannotRun as error:
            self.news.tell(_("The code on this page was not run: {fault}").format(fault=error), "fault")
        except Exception as error:
            self.news.tell(note_fault(error), "fault")
        if self._view == "task":
            self.view.show(self._task_lines, stay=True)


class WatchApp(TutorApp):
    """The small screen, and nothing else of the course."""

    def __init__(self, watching: Watching, first: str) -> None:
        super().__init__(watching.session)
        self._watching = watching
        self._first = first

    def first_screen(self) -> Screen[Any]:
        """The exercise to begin with."""
        return WatchScreen(self._watching, self._first)

    def _look_at_size(self) -> None:
        """This screen goes on in whatever room it has: it is made to stand beside an editor."""
        if len(self.screen_stack) > 1:
            self.screen.refresh()

    async def action_home(self) -> None:
        """There is no map to go to."""
        if isinstance(self.screen, WatchScreen):
            self.screen.news.tell(_("`tutor start` has the map; `tutor list` prints it."))


def run(watching: Watching, first: str) -> int:
    """Watch on this terminal, from the exercise at `first` on, until the learner leaves. Returns the exit status."""
    return sit(WatchApp(watching, first), mouse=watching.session.settings.mouse)
