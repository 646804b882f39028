"""What is due for review, and how a sitting went: the sheet before and after it. *Screen side.*"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from tutor.course.lines import Line, words
from tutor.language import _, aside, plural
from tutor.progress.due import A_DAY, Due
from tutor.progress.review import Rating
from tutor.screen.bars import PaneTitle
from tutor.screen.course_map import find
from tutor.screen.session import Session
from tutor.screen.sitting import Went
from tutor.screen.text_view import TextView

READ_AGAIN = 3  # pages told of at once

Choice = tuple[Literal["begin", "more", "page"], str]


def days_until(moment: float, now: float) -> str:
    """When `moment` is, as people say it: tomorrow, in 12 days."""
    days = max(0, (date.fromtimestamp(moment) - date.fromtimestamp(now)).days)
    if days == 0:
        return _("today")
    return _("tomorrow") if days == 1 else plural("in {n} day", "in {n} days", days)


def rating_words(went: Went) -> tuple[str, str]:
    """How it went in one word, and the role of that word."""
    if not went.item.is_learned:  # given up before: there was nothing to remember
        return (_("learned"), "passed") if went.is_remembered else (_("not yet"), "accent")
    return {
        Rating.AGAIN: (_("forgotten"), "failed"),
        Rating.HARD: (_("with trouble"), "accent"),
        Rating.GOOD: (_("remembered"), "passed"),
        Rating.EASY: (_("remembered"), "passed"),
    }[went.rating]


def sheet_lines(due: Due, went: Sequence[Went], pages: Sequence[str], now: float, width: int) -> list[Line]:
    """The sheet's text; `pages` are the titles of those that are worth reading again."""
    lines: list[Line] = []
    if went:
        known = [one for one in went if one.item.is_learned]
        minutes = max(1, round(sum(one.seconds for one in went) / 60))
        told = _("{n} of {all} remembered").format(n=sum(one.is_remembered for one in known), all=len(known))
        if len(known) < len(went):
            learned = sum(one.is_remembered for one in went if not one.item.is_learned)
            again = _("{n} of {all} learned").format(n=learned, all=len(went) - len(known))
            told = _(", ").join([*([told] if known else []), again])
        time = plural("{n} minute", "{n} minutes", minutes)
        lines += [*words(width, (told, "heading"), (f"   {time}", "dim")), []]
        for one in went:
            word, role = rating_words(one)
            back = "" if one.comes_back is None else days_until(one.comes_back, now)
            lines += words(width, (f"{word}  ", role), (one.item.title, "body"), (f"   {back}", "dim"))
        lines.append([])
    lines += _due_lines(due, now, width, after=bool(went))
    if pages:
        lines += [[], *words(width, (_("The same mistake twice. Worth reading again:"), "heading"))]
        for number, title in enumerate(pages, 1):
            lines += words(width, (f"{number}  ", "key"), (title, "body"))
    return [*lines, [], *_keys(due, pages, width, after=bool(went))]


def _due_lines(due: Due, now: float, width: int, *, after: bool) -> list[Line]:
    lines: list[Line] = []
    if due.items:
        count = len(due.items)
        counted = (
            plural("{n} more is due", "{n} more are due", count)
            if after
            else plural("{n} exercise is due", "{n} exercises are due", count)
        )
        minutes = plural("about {n} minute", "about {n} minutes", due.minutes)
        lines += words(width, (counted, "heading"), (f"   {minutes}", "dim"))
        to_learn = sum(not item.is_learned for item in due.items)
        if not after and to_learn < count:
            lines += words(
                width,
                (_("You solved them before. Each begins afresh, with new numbers; your old answers stay."), "body"),
            )
        if not after and to_learn:
            told = plural(
                "{n} of them you gave up: try it once more, now that its solution has faded.",
                "{n} of them you gave up: try them once more, now that their solutions have faded.",
                to_learn,
            )
            lines += words(width, (told, "body"))
    elif due.waiting:
        lines += words(width, (_("Enough for today."), "heading"))
    elif due.next_at is not None:
        lines += words(width, (_("Nothing is due."), "heading"))
        told = _("The next review comes {when}.").format(when=_on(due.next_at, now))
        lines += words(width, (told, "body"))
    else:
        lines += words(width, (_("Nothing is due yet."), "heading"))
        lines += words(width, (_("What you pass comes back here after some days, sooner where it was hard."), "body"))
    if due.waiting:
        told = plural(
            "{n} more waits for the next days. A day asks for {minutes} minutes at most, and for what is nearest to"
            " being forgotten first.",
            "{n} more wait for the next days. A day asks for {minutes} minutes at most, and for what is nearest to"
            " being forgotten first.",
            due.waiting,
        )
        lines += [[], *words(width, (told.replace("{minutes}", str(round(A_DAY / 60))), "dim"))]
    return lines


def _on(moment: float, now: float) -> str:
    return days_until(moment, now) + aside(datetime.fromtimestamp(moment).strftime("%Y-%m-%d"))


def _keys(due: Due, pages: Sequence[str], width: int, *, after: bool) -> list[Line]:
    parts: list[tuple[str, str]] = []
    if due.items:
        parts += [(_("Enter"), "key"), (f"  {_('go on') if after else _('begin')}     ", "body")]
    if due.waiting and not due.items:
        parts += [("m", "key"), (f"  {_('more now')}     ", "body")]
    if pages:
        keys = "1" if len(pages) == 1 else f"1-{len(pages)}"
        parts += [(keys, "key"), (f"  {_('read it')}     ", "body")]
    return words(width, *parts, ("Esc", "key"), (f"  {_('close')}", "body"))


class ReviewSheet(ModalScreen[Choice | None]):
    """Tells what is due, after `went` if that was a sitting. Answers what was chosen, or None."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", show=False),
        Binding("m", "more", show=False),
        *(Binding(str(number), f"page({number})", show=False) for number in range(1, READ_AGAIN + 1)),
        Binding("escape,q,alt+v", "dismiss", show=False),
    ]

    def __init__(self, session: Session, went: Sequence[Went], now: float) -> None:
        super().__init__()
        self._due = session.due()
        self._went = went
        self._now = now
        # What came last is what is on one's mind.
        self._pages = [
            (one, title) for one in reversed(self._due.repeated) if (title := _page_title(session, one.address))
        ][:READ_AGAIN]
        self._session = session

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield PaneTitle(id="review-title")
            yield TextView(self._lines, column=70, id="review")

    def _lines(self, width: int) -> list[Line]:
        return [[], *sheet_lines(self._due, self._went, [title for _one, title in self._pages], self._now, width)]

    def on_mount(self) -> None:
        title = self.query_one(PaneTitle)
        title.set_focused(True)
        title.show([(_("Review"), "heading")], [("Esc", "key"), (f" {_('closes')}", "label")])
        self.query_one(TextView).focus()

    def action_begin(self) -> None:
        """Begin, or go on."""
        self.dismiss(("begin", "") if self._due.items else None)

    def action_more(self) -> None:
        """Go beyond what the day asks for."""
        if self._due.waiting:
            self.dismiss(("more", ""))

    def action_page(self, number: int) -> None:
        """Read the page of a mistake that came back."""
        if number <= len(self._pages):
            one, _title = self._pages[number - 1]
            self._session.kept(lambda: self._session.store.note_reread(one.address, one.mistake), None)
            self.dismiss(("page", one.address))


def _page_title(session: Session, address: str) -> str:
    found = find(session.course, address)
    if found is None:
        return ""
    lesson, page = found
    return f"{lesson.title}: {lesson.pages[page].title}"
