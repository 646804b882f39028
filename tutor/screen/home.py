"""Home: the course as a map, and the one thing to do next. *Screen side.*"""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from tutor.course.lines import plain, words
from tutor.language import _, aside, plural, run_on
from tutor.progress.history import duration
from tutor.screen.bars import Bar, KeyBar, Part
from tutor.screen.course_map import bar, rows
from tutor.screen.keys import BY_ID, bindings
from tutor.screen.map_view import CourseMap, RowOpened, RowReached
from tutor.screen.messages import LessonChosen, SettingsChanged, TestOutAsked
from tutor.screen.prose import Prose, wrapped
from tutor.screen.session import Session

AROUND = 13  # lines on Home that are not the map
LOW = 22  # lines below which less stands around it
BAR = 16  # cells of the bar of all there is to do
KEYS = ("open", "search", "palette", "quit", "settings")


class HomeScreen(Screen[None]):
    """The map, with what the course is, and what the row set off is about."""

    CSS_PATH = "home.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(("test_out",))

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._next = session.next_thing()
        self._trouble = ""
        self._due = ""

    def compose(self) -> ComposeResult:
        yield Bar(id="home-title")
        yield Bar(id="home-first")
        yield Bar(id="home-second")
        shown = list(rows(self.session.course, self.session.summary))
        yield CourseMap(shown, self._next, self.session.settings.glyphs, id="map")
        yield Prose(lambda width: [], id="home-about")  # noqa: ARG005 - nothing is set off yet
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self._trouble = self.session.take_trouble() or ""
        self._show_around()
        self.query_one(CourseMap).focus()
        self._fit()
        # Counting what is due may read a lot, the first time; the map is there at once.
        self.call_after_refresh(self._count_due)

    def on_screen_resume(self) -> None:
        """Something else was looked at meanwhile, and may have changed what is done."""
        self.show_again()

    @on(SettingsChanged)
    def show_again(self) -> None:
        """Show everything anew, as it is called and counted now."""
        if self.is_mounted and self.query(CourseMap):
            self._next = self.session.next_thing()
            shown = list(rows(self.session.course, self.session.summary))
            self.query_one(CourseMap).show(shown, self._next, self.session.settings.glyphs)
            self._show_around()
            self._fit()

    def _show_around(self) -> None:
        whole, glyphs = self.session.summary.whole, self.session.settings.glyphs
        title: list[Part] = [("  tutor", "key"), (f"   {self.session.course.title}", "body")]
        counted = _("{done} of {total} exercises done").format(done=whole.done, total=whole.total)
        done: list[Part] = [(bar(whole, BAR, glyphs) + "  ", "accent")] if whole.done and self.size.width >= 76 else []
        self.query_one("#home-title", Bar).show(title, [*done, (f"{counted}  ", "dim")])
        first, second = self._greeting()
        self.query_one("#home-first", Bar).show([("  ", "body"), *first])
        self.query_one("#home-second", Bar).show([("  ", "body"), *second])
        self.query_one(KeyBar).show_keys(list(KEYS))
        self._tell_about()

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        self._fit()
        self._show_around()

    def _fit(self) -> None:
        """Let the map be as high as its rows, so that what is told of one stands close to it; or as high as can be."""
        self.set_class(self.app.size.height < LOW, "-low")
        shown = self.query_one(CourseMap)
        around = AROUND - 3 if self.has_class("-low") else AROUND
        shown.styles.height = max(1, min(shown.virtual_size.height, self.app.size.height - around))

    def _greeting(self) -> tuple[list[Part], list[Part]]:
        if self._trouble:
            first = plain(words(max(20, min(self.size.width, 104) - 4), self._trouble)[:1])
            return [(first, "fault")], [(self._trouble[len(first) :].strip(), "fault")]
        if self._next is None:
            return [(_("This course has no lesson that can be opened."), "body")], []
        if self._next.verb == "begin" and not self.session.summary.whole.done:
            check = BY_ID["check"].shown
            first = _("begins. Read a page, write some PyTorch, press {key}:").format(key=check)
            return [(_("Enter"), "key"), (" " + first, "body")], [
                (_("you are told at once what is right, and what differs."), "body")
            ]
        lesson, page = self._next.lesson, self._next.lesson.pages[self._next.page]
        if self._next.verb == "look again":
            done, more = _("All done."), _("Every lesson can be looked at again.")
            return [(done, "passed"), (run_on(done, more).removeprefix(done), "body")], self._also()
        where = _("{lesson}, page {n} of {all}: {page}").format(
            lesson=lesson.title, n=self._next.page + 1, all=len(lesson.pages), page=page.title
        )
        return [(_("Next: "), "accent"), (where, "body")], self._also((_("Enter"), _(self._next.verb)))

    def _also(self, *more: tuple[str, str]) -> list[Part]:
        """What else one could do: review what is due, search."""
        review = [(BY_ID["review"].shown, self._due)] if self._due else []
        offers = [*more, *review, (_("any letter"), _("to search"))]
        parts: list[Part] = []
        for key, does in offers:
            parts += [(key, "key"), (f" {does}     ", "body")]
        return parts

    def _count_due(self) -> None:
        due = self.session.due().today
        self._due = plural("{n} to review", "{n} to review", due) if due else ""
        if self._due and self.is_mounted:
            self._show_around()

    @on(RowReached)
    def _tell_about(self) -> None:
        row = self.query_one(CourseMap).current
        if row is None:
            return
        minutes = duration(60 * row.minutes) if row.minutes else ""
        about = row.note + aside(minutes if row.kind != "broken" else "")
        self.query_one("#home-about", Prose).show(wrapped(about))

    @on(RowOpened)
    def _open(self, event: RowOpened) -> None:
        row = event.row
        if row.kind == "chapter":
            self.action_test_out()
            return
        page = self._next.page if self._next and self._next.lesson.address == row.address else None
        self.post_message(LessonChosen(row.address, page))

    def action_open(self) -> None:
        """Open what is set off."""
        self.query_one(CourseMap).action_open()

    def action_test_out(self) -> None:
        """Tell of the chapter that the row set off is in, and of testing out of it."""
        row = self.query_one(CourseMap).current
        chapter = self.session.chapter_of(row.address) if row is not None else None
        if chapter is not None and any(lesson.exercises for lesson in chapter.lessons):
            self.post_message(TestOutAsked(chapter))
