"""The Review screen: what is due, one exercise after another, each from its beginning. *Screen side.*"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from tutor.course.lines import Line, line, prose, words
from tutor.course.model import Exercise, Lesson
from tutor.course.outline import whole
from tutor.course.page_text import FenceOutput
from tutor.language import _, plural, sentence
from tutor.progress.due import Due
from tutor.screen.bars import Bar, KeyBar, Part
from tutor.screen.course_map import find
from tutor.screen.lesson import DEVICE_CELLS, LessonScreen
from tutor.screen.messages import ReviewEnded
from tutor.screen.page_work import PageWork
from tutor.screen.review_sheet import days_until, rating_words
from tutor.screen.session import Session
from tutor.screen.sitting import Sitting
from tutor.screen.workbench import WorkChanged

DRAFT = "#review"  # behind an exercise's address: where the answer of a review is kept, apart from the old one


@dataclass(frozen=True)
class ReviewWork(PageWork):
    """An exercise that comes back: its answer begins afresh, and the one that passed stays where it is."""

    @property
    def address(self) -> str:
        """Where this answer's draft is kept."""
        return f"{super().address}{DRAFT}"

    def text(self, width: int, outputs: list[FenceOutput] | None) -> list[Line]:  # noqa: ARG002
        """The task alone: what is looked for is what one remembers."""
        assert self.exercise is not None
        where = _("from {lesson}: {page}").format(lesson=self.lesson.title, page=self.page.title)
        head = [[], *words(width, (self.exercise.title, "heading")), *words(width, (where, "dim")), []]
        return [*head, *prose(self.exercise.goal, width)]

    def page_text(self, width: int, outputs: list[FenceOutput] | None) -> list[Line]:
        """The page it belongs to, below a rule."""
        return [[], line(("─" * width, "rule")), *prose(self.page.text, width, tuple(outputs or ()))]


class ReviewScreen(LessonScreen):
    """One sitting of review."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, session: Session, due: Due) -> None:
        assert due.items
        self.sitting = Sitting(due.items, session.note_review)
        lesson, number = self._found(session)
        super().__init__(session, lesson, number)
        self._reading_page = False
        session.sitting = self.sitting

    def on_unmount(self) -> None:
        self._drop_draft()  # what was unsaved, whoever leads elsewhere has saved
        if self.session.sitting is self.sitting:
            self.session.sitting = None

    def _found(self, session: Session) -> tuple[Lesson, int]:
        """The lesson, read whole, and the page of the present exercise; what can't be opened any more is passed by."""
        while not self.sitting.is_over:
            place = find(session.course, self.sitting.item.address)
            if place is not None:
                lesson = whole(session.course, place[0])
                pages = [n for n, page in enumerate(lesson.pages) if _is(page.exercise, self.sitting.item.address)]
                if pages:
                    return lesson, pages[0]
            self.sitting.go_on()
        raise LookupError("none of the exercises that are due can be opened")

    # one exercise after another

    def open_page(self, number: int, *, stay: bool = False) -> None:
        """Show the present exercise."""
        self.session.drafts.save()
        self.work = ReviewWork(self.lesson, number)
        self._reading_page = False
        self.bench.open(self.work)
        self.text.show(self._lay_out, stay=stay)
        self._focus_pane(reading=self._reading if stay else self.is_narrow)

    def _lay_out(self, width: int) -> list[Line]:
        assert isinstance(self.work, ReviewWork)
        lines = self.work.text(width, None)
        if self._reading_page:
            known = self.session.known_outputs(self.lesson)
            lines += self.work.page_text(width, None if known is None else known[self.work.number])
        return lines

    def action_next_page(self) -> None:
        """To the next exercise; one that isn't solved stays due. After the last one, how it went."""
        if self.sitting.is_over:  # the key was pressed again before the screen went away
            return
        self._leave_item()
        self.sitting.go_on()
        try:
            self.lesson, number = self._found(self.session)
        except LookupError:
            self.post_message(ReviewEnded(tuple(self.sitting.went)))
            return
        self.open_page(number)

    def _leave_item(self) -> None:
        self.session.drafts.save()
        self._drop_draft()

    def _drop_draft(self) -> None:
        if self.sitting.is_noted or self.sitting.is_shown:
            address = self.work.address
            self.session.kept(lambda: self.session.store.drop_draft(address), None)

    def action_previous_page(self) -> None:
        """Look at the page it belongs to: until it is solved, that is a hint."""
        if not self._reading_page:
            self.sitting.looked_up()
            self._show_page()

    def _show_page(self) -> None:
        self._reading_page = True
        self.text.show(self._lay_out, stay=True)
        self.call_after_refresh(self._want_outputs)

    def action_solution(self) -> None:
        """Show the reference: until it is solved, that means that it was forgotten."""
        self.sitting.showed()
        super().action_solution()
        self._show_around()

    @on(WorkChanged)
    def _tell_how_it_went(self) -> None:
        went = self.sitting.went[-1] if self.sitting.is_noted else None
        if went is None or self._reading_page or went.item is not self.sitting.item:
            return
        self._show_page()
        word, role = rating_words(went)
        if went.comes_back is not None:
            when = days_until(went.comes_back, self.session.now())
            self.bench.news.tell(sentence(_("{word}: it comes back {when}.").format(word=word, when=when)), role)

    # what the lines around say

    def _show_top(self) -> None:
        total, at = len(self.sitting.items), min(self.sitting.at + 1, len(self.sitting.items))
        title = "" if self.sitting.is_over else self.sitting.item.title
        left: list[Part] = [(f" {_('Review')} › ", "dim"), (title, "heading")]
        minutes = max(1, round(self.sitting.seconds_left / 60))
        right: list[Part] = [
            (_("{n} of {all}").format(n=at, all=total), "body"),
            ("   " + plural("about {n} minute", "about {n} minutes", minutes), "dim"),
            (f"  {self.session.desk.device:>{DEVICE_CELLS}} ", "dim"),
        ]
        self.query_one("#top", Bar).show(left, right)

    def _show_keys(self) -> None:
        pane = ("switch_pane", _("answer") if self._reading else _("text"))
        keys: list[str | tuple[str, str]]
        if self.bench.running.is_on:
            keys = [("stop", _("stop")), pane]
        elif self.bench.outcome.passed or self.sitting.is_noted:
            keys = [("next_page", _("go on")), "solution", pane, "home"]
        elif self.sitting.is_shown:
            keys = [("next_page", _("go on")), "check", pane, "home"]
        else:
            check = ("check", _("new questions")) if self.bench.outcome.used_up else "check"
            keys = [check, "hint", pane, ("next_page", _("skip")), ("solution", _("show it"))]
            keys.append(("previous_page", _("page")))
        self.query_one(KeyBar).show_keys(keys, news=self.bench.news.told)


def _is(exercise: Exercise | None, address: str) -> bool:
    return exercise is not None and exercise.address == address
