"""Home: the course as a map, and the one thing to do next. *Screen side.*"""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tutor.screen.bars import Bar, KeyBar, Part
from tutor.screen.course_map import Next, Row, rows
from tutor.screen.messages import LessonChosen, TestOutAsked
from tutor.screen.prose import Prose, wrapped
from tutor.screen.session import Session
from tutor.screen.text_view import visible
from tutor.screen.theme import styles

AROUND = 13  # lines on Home that are not the map
WELCOME = (
    "Read a page, write a few lines of PyTorch, press ^r:",
    "you are told at once whether it is right, and if not, what differs.",
)


class CourseMap(ScrollView, can_focus=True):
    """Chapters and lessons, one of them set off; what is next stands on top."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "step(-8)", show=False),
        Binding("pagedown", "step(8)", show=False),
        Binding("home", "step(-1000)", show=False),
        Binding("end", "step(1000)", show=False),
        Binding("enter", "open", show=False),
    ]

    def __init__(self, shown: list[Row], following: Next | None, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows = shown
        self._next = following
        self._open = [number for number, row in enumerate(shown) if row.kind != "chapter"]
        self.cursor = self._start()

    def _start(self) -> int:
        wanted = self._next.lesson.address if self._next else None
        return next((at for at, number in enumerate(self._open) if self._rows[number].address == wanted), 0)

    @property
    def current(self) -> Row | None:
        """The row that is set off."""
        return self._rows[self._open[self.cursor]] if self._open else None

    def on_mount(self) -> None:
        super().on_mount()  # type: ignore[no-untyped-call]
        self.virtual_size = Size(1, len(self._lines()))
        self.watch(self.app, "theme", self._theme_changed, init=False)
        self.call_after_refresh(self._show_cursor)

    def _theme_changed(self) -> None:
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        self._show_cursor()

    def _lines(self) -> list[int | None]:
        """For each line of the view, the row that stands there; None for an empty line."""
        lines: list[int | None] = []
        for number, row in enumerate(self._rows):
            if row.kind == "chapter" and lines:
                lines.append(None)
            lines.append(number)
        return lines

    def render_line(self, y: int) -> Strip:
        lines = self._lines()
        at = y + self.scroll_offset.y
        base = self.rich_style
        number = lines[at] if at < len(lines) else None
        if number is None:
            return Strip.blank(self.size.width, base)
        left, right = self._parts(number)
        return _drawn(left, right, self.size.width, self.app.theme, base)

    def _parts(self, number: int) -> tuple[list[Part], list[Part]]:
        row = self._rows[number]
        here = bool(self._open) and number == self._open[self.cursor]
        if row.kind == "chapter":
            return [("  ", "body"), (row.title, "heading")], [(row.done, "dim"), ("  ", "body")]
        lead = ("  › " if here else "    ", "key")
        if row.kind == "broken":
            return [lead, (row.title, "dim"), ("  broken: " + row.note, "fault")], []
        title = (row.title, "here" if here else "body")
        right: list[Part] = []
        if here:
            right.append((f"Enter  {self._verb(row)}   ", "key"))
        elif row.complete:
            right.append(("all ", "passed"))
        right.append((row.done, "passed" if row.complete else "dim"))
        return [lead, title], [*right, ("  ", "body")]

    def _verb(self, row: Row) -> str:
        if self._next and self._next.lesson.address == row.address:
            return self._next.verb
        return "look again" if row.complete else "open"

    def action_step(self, step: int) -> None:
        """Set off another row."""
        if self._open:
            self._go(max(0, min(len(self._open) - 1, self.cursor + step)))

    def _go(self, cursor: int) -> None:
        self.cursor = cursor
        self.refresh()
        self._show_cursor()
        self.post_message(RowReached())

    def _show_cursor(self) -> None:
        if self._open:
            y = self._lines().index(self._open[self.cursor])
            top = max(0, y - 1) if self.cursor == 0 else y
            self.scroll_to_region(Region(0, top, 1, 1), animate=False)

    def action_open(self) -> None:
        """Open what is set off."""
        row = self.current
        if row is None or not row.can_be_opened:
            return
        page = self._next.page if self._next and self._next.lesson.address == row.address else None
        self.post_message(LessonChosen(row.address, page))

    def on_click(self, event: events.Click) -> None:
        lines = self._lines()
        at = event.y + self.scroll_offset.y
        number = lines[at] if at < len(lines) else None
        if number in self._open:
            again = self._open[self.cursor] == number
            self._go(self._open.index(number))
            if again:
                self.action_open()


class RowReached(Message):
    """Another row of the map is set off."""


def _drawn(left: list[Part], right: list[Part], width: int, theme: str, base: Style) -> Strip:
    known = styles(theme)

    def strip(parts: list[Part]) -> Strip:
        return Strip([Segment(visible(text), base + known.get(role, Style())) for text, role in parts])

    end = strip(right)
    start = strip(left).adjust_cell_length(max(0, width - end.cell_length), base)
    return Strip.join([start, end])


class HomeScreen(Screen[None]):
    """The map, with what the course is, and what the row set off is about."""

    CSS_PATH = "home.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+k", "test_out", show=False)]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._next = session.next_thing()

    def compose(self) -> ComposeResult:
        yield Bar(id="home-title")
        yield Bar(id="home-first")
        yield Bar(id="home-second")
        yield CourseMap(list(rows(self.session.course, self.session.summary)), self._next, id="map")
        yield Prose(lambda width: [], id="home-about")  # noqa: ARG005 - nothing is set off yet
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        whole = self.session.summary.whole
        title: list[Part] = [("  tutor", "key"), (f"   {self.session.course.title}", "body")]
        self.query_one("#home-title", Bar).show(title, [(f"{whole.done} of {whole.total} exercises done  ", "dim")])
        first, second = self._greeting()
        self.query_one("#home-first", Bar).show([("  ", "body"), *first])
        self.query_one("#home-second", Bar).show([("  ", "body"), *second])
        self.query_one(KeyBar).show_keys(["open", "test_out", "palette", "quit"])
        self.query_one(CourseMap).focus()
        self._tell_about()
        self._fit()

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        self._fit()

    def _fit(self) -> None:
        """Let the map be as high as its rows, so that what is told of one stands close to it; or as high as can be."""
        shown = self.query_one(CourseMap)
        shown.styles.height = max(1, min(shown.virtual_size.height, self.app.size.height - AROUND))

    def _greeting(self) -> tuple[list[Part], list[Part]]:
        trouble = self.session.take_trouble()
        if trouble:
            return [(trouble, "fault")], []
        if self._next is None:
            return [("This course has no lesson that can be opened.", "body")], []
        if self._next.verb == "begin" and not self.session.summary.whole.done:
            return [(WELCOME[0], "body")], [(WELCOME[1], "body")]
        lesson, page = self._next.lesson, self._next.lesson.pages[self._next.page]
        where = f"{lesson.title}, page {self._next.page + 1} of {len(lesson.pages)}: {page.title}"
        if self._next.verb == "look again":
            return [("All done. ", "passed"), ("Every lesson can be looked at again.", "body")], []
        return [("Next: ", "accent"), (where, "body")], [("Enter  ", "key"), (self._next.verb, "body")]

    @on(RowReached)
    def _tell_about(self) -> None:
        row = self.query_one(CourseMap).current
        if row is None:
            return
        minutes = f" (about {row.minutes} minutes)" if row.minutes and row.kind == "lesson" else ""
        about = wrapped(row.note + minutes)
        self.query_one("#home-about", Prose).show(about)

    def action_open(self) -> None:
        """Open what is set off."""
        self.query_one(CourseMap).action_open()

    def action_test_out(self) -> None:
        """Tell of testing out of the chapter that the row set off is in."""
        row = self.query_one(CourseMap).current
        chapter = self.session.chapter_of(row.address) if row is not None else None
        if chapter is not None and any(lesson.exercises for lesson in chapter.lessons):
            self.post_message(TestOutAsked(chapter))
