"""Progress: chapters, days, time, and what was hard. *Screen side.*"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from tutor.course.lines import Line, indented, line, words
from tutor.course.outline import whole
from tutor.language import _, plural
from tutor.progress.history import Hard, History, in_words
from tutor.screen.bars import PaneTitle
from tutor.screen.calendar import calendar
from tutor.screen.course_map import bar, done_words, find
from tutor.screen.messages import SettingsChanged
from tutor.screen.session import Session
from tutor.screen.text_view import TextView

HARDEST = 6  # exercises told of
BAR = 12  # cells of a chapter's bar
NAME = 34  # cells of a chapter's title, where there is room


class ProgressScreen(ModalScreen[None]):
    """Shows what is done until Esc."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,enter,alt+p", "dismiss", show=False)]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._today = date.today()
        nothing = History((), (), 0, 0, 0, 0.0)
        self._history = session.kept(lambda: session.store.history(session.course), nothing)
        self._said = {hard.address: self._mistakes(hard) for hard in self._history.hard[:HARDEST]}

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield PaneTitle(id="progress-title")
            yield TextView(self._lines, column=90, id="progress")

    def on_mount(self) -> None:
        self.query_one(PaneTitle).set_focused(True)
        self._show_title()
        self.query_one(TextView).focus()

    @on(SettingsChanged)
    def _show_title(self) -> None:
        title = [(_("Progress"), "heading")]
        self.query_one(PaneTitle).show(title, [("Esc", "key"), (" " + _("closes"), "label")])

    def _lines(self, width: int) -> list[Line]:
        told = self._session.summary.whole
        lines = words(width, (self._session.course.title, "strong"), (f"   {done_words(told)}", "dim"))
        lines += [[], *self._chapters(width)]
        lines += [[], line((_("Days"), "heading")), []]
        lines += calendar(self._history.days, self._today, width, self._session.settings.glyphs)
        told_days = in_words(self._history, self._today) or _("Nothing was checked yet. Each check is a sign here.")
        lines += [[], *words(width, (told_days, "body"))]
        return [*lines, [], line((_("What was hard"), "heading")), [], *self._hard(width)]

    def _chapters(self, width: int) -> list[Line]:
        summary, glyphs = self._session.summary, self._session.settings.glyphs
        name = max(12, min(NAME, width - BAR - 22))
        lines = []
        for chapter in self._session.course.chapters:
            count = summary.chapters[chapter.id]
            title = fitted(chapter.title, name)
            shown = bar(count, BAR, glyphs)
            role = "passed" if count.complete else "accent"
            lines.append(line((title + "  ", "body"), (shown, role), (f"  {done_words(count)}", "dim")))
        return lines

    def _hard(self, width: int) -> list[Line]:
        hard = self._history.hard[:HARDEST]
        if not hard:
            return words(width, (_("Nothing so far."), "dim"))
        lines: list[Line] = []
        for one in hard:
            facts = [plural("{n} failed check", "{n} failed checks", one.failed)]
            facts += [plural("{n} hint", "{n} hints", one.hints)] if one.hints else []
            facts += [_("passed") if one.is_passed else _("not passed yet")]
            lines += words(width, (one.title, "strong"), ("   " + _(", ").join(facts), "dim"))
            for said, times in self._said[one.address]:
                often = f"{times} x  " if times > 1 else ""
                lines += indented(words(width - 4, (often, "dim"), (said, "body")), "    ")
        return lines

    def _mistakes(self, hard: Hard) -> list[tuple[str, int]]:
        """What was said of the mistakes that were recognised, and how often."""
        found = find(self._session.course, hard.address)
        if found is None or not hard.mistakes:
            return []
        pages = whole(self._session.course, found[0]).pages
        exercises = [page.exercise for page in pages if page.exercise and page.exercise.address == hard.address]
        says = {mistake.id: mistake.says for exercise in exercises for mistake in exercise.mistakes}
        return [(_first_sentence(says[name]), times) for name, times in hard.mistakes[:2] if name in says]


def _first_sentence(text: str) -> str:
    whole_text = " ".join(text.replace("`", "").split())
    head, stop, _rest = whole_text.partition(". ")
    return head + "." if stop else whole_text


def fitted(text: str, cells: int) -> str:
    """`text` in exactly `cells` cells; cut with a sign where it is longer."""
    if cell_len(text) > cells:
        while cell_len(text) > cells - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (cells - cell_len(text))
