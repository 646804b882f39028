"""The questions of a `predict` or `choice` exercise, with a place for each answer. *Screen side.*"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Input

from tutor.course.lines import Line, indented, line, prose
from tutor.course.lines import code as code_of
from tutor.language import _
from tutor.screen.answers import Answers, AnswersChanged, AnswersFinished
from tutor.screen.choices import Choices, Marked, reply_lines
from tutor.screen.prose import Prose
from tutor.screen.text_view import LayOut

if TYPE_CHECKING:
    from tutor.grading.questions import Posed, PosedQuestion


class QuestionForm(VerticalScroll):
    """Shows posed questions and takes their answers."""

    def __init__(self, posed: Posed, *, id: str | None = None) -> None:
        super().__init__(id=id, can_focus=False)
        self.posed = posed
        # Held, not asked for: what is written in them may be read while the form is being taken away.
        self._places: list[Choices | Input] = []

    def compose(self) -> ComposeResult:
        total = len(self.posed.questions)
        self._places.clear()
        for number, question in enumerate(self.posed.questions):
            yield Prose(_asked(question, number + 1, total), id=f"asked-{number}", classes="asked")
            place: Choices | Input
            if question.options:
                place = Choices(question, id=f"answer-{number}")
            else:
                place = Input(id=f"answer-{number}", compact=True, placeholder=_("type what it gives"))
                place.cursor_blink = False
            self._places.append(place)
            yield place
            yield Prose(lambda width: [], id=f"reply-{number}", classes="reply")  # noqa: ARG005

    @property
    def answers(self) -> Answers:
        """What is answered now."""
        lines = [place.answer if isinstance(place, Choices) else _typed(place.value) for place in self._places]
        return Answers(self.posed.seed, lines)

    def set_answers(self, answers: Answers) -> None:
        """Fill in `answers`, if they are to these questions."""
        if answers.seed != self.posed.seed:
            return
        for place, lines in zip(self._places, answers.lines, strict=False):
            if isinstance(place, Choices):
                place.set_answer(lines)
            else:
                with place.prevent(Input.Changed):
                    place.value = lines[0] if lines else ""

    @property
    def unanswered(self) -> int | None:
        """The number (from 1) of the first question without an answer, or None."""
        return next((number for number, lines in enumerate(self.answers.lines, 1) if not lines), None)

    def go_to(self, number: int) -> None:
        """Put the focus on the answer to question `number` (from 1)."""
        for place in self._places[number - 1 : number]:  # none, once the form is taken away
            place.focus(scroll_visible=False)

    def start(self) -> None:
        """Put the focus on the first answer that is wanting, or the first."""
        self.go_to(self.unanswered or 1)

    def reply(self, number: int, text: str, role: str, options: Mapping[int, tuple[str, str]]) -> None:
        """Show the judgement on question `number` (from 1): a `text` below it, and `options` with their own words."""
        self.query_one(f"#reply-{number - 1}", Prose).show(_told(text, role))
        place = self._places[number - 1]
        if isinstance(place, Choices):
            place.reply(options)

    def clear_replies(self) -> None:
        """Take away what was said of earlier answers."""
        for number in range(len(self.posed.questions)):
            self.reply(number + 1, "", "body", {})

    def on_descendant_focus(self) -> None:
        """Whichever way an answer gets the focus, what is asked is in sight with it."""
        self.call_after_refresh(self._bring_into_sight)

    def watch_virtual_size(self) -> None:
        """What is asked gets its height only when its width is known, and another one in another window."""
        self.call_after_refresh(self._bring_into_sight)

    def on_resize(self) -> None:
        """The verdict below takes some of the room."""
        self.call_after_refresh(self._bring_into_sight)

    def _bring_into_sight(self) -> None:
        number = next((at for at, place in enumerate(self._places) if place.has_focus), None)
        regions = [widget.virtual_region for widget in self.query(f"#asked-{number}, #answer-{number}")]
        if len(regions) == 2:  # none, where it is being taken away
            both = regions[0].union(regions[1])
            self.scroll_to_region(both if both.height <= self.size.height else regions[1], animate=False)

    @on(Input.Changed)
    @on(Marked)
    def _changed(self, event: Message) -> None:
        event.stop()
        self.post_message(AnswersChanged())

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        at = self._places.index(event.input)
        if at + 1 < len(self._places):
            self._places[at + 1].focus(scroll_visible=False)
        else:
            self.post_message(AnswersFinished())


def _typed(value: str) -> list[str]:
    return [value.strip()] if value.strip() else []


def _asked(question: PosedQuestion, number: int, total: int) -> LayOut:
    def lines(width: int) -> list[Line]:
        head = _("Question {number} of {total}").format(number=number, total=total) if total > 1 else ""
        marks = _wanted(question) if question.options else ""
        out: list[Line] = [line((head, "label"), ("   " if head else "", "label"), (marks, "dim"))]
        out = out if head or marks else []
        if question.text:
            out += prose(question.text, width)
        drawn = "\n".join(f"{name} = {value}" for name, value in question.let)
        code = f"{drawn}\n{question.code.strip()}".strip()
        if code:
            out += indented(code_of(code, width - 2), "  ")
        return out if question.options else [*out, *prose(_wanted(question), width)]

    return lines


def _wanted(question: PosedQuestion) -> str:
    if question.options:
        return _("Mark all that apply.") if question.several else _("Mark one.")
    if question.ask is None:
        return _("What does the last line give?")
    if question.ask == "error":
        return _("Which error does it raise? Its type is enough.")
    return _("What is `{ask}`?").format(ask=question.ask)


def _told(text: str, role: str) -> LayOut:
    return lambda width: reply_lines(text, role, width)
