"""The map of the course as a widget: chapters and lessons, one of them set off. *Screen side.*"""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.theme import Theme

from tutor.language import _
from tutor.screen.bars import Part
from tutor.screen.course_map import Next, Row, bar
from tutor.screen.messages import SearchAsked
from tutor.screen.text_view import visible
from tutor.screen.theme import styles

BAR = 10  # cells of a chapter's bar, where there is room for one
ROOMY = 76  # cells from which on there is
SEARCHED_AT_MOST = 80  # characters of a paste that are looked up


class RowReached(Message):
    """Another row of the map is set off."""


class RowOpened(Message):
    """Enter was pressed on `row`."""

    def __init__(self, row: Row) -> None:
        super().__init__()
        self.row = row


class CourseMap(ScrollView, can_focus=True):
    """Chapters and lessons, one of them set off; at first the lesson that is next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "step(-8)", show=False),
        Binding("pagedown", "step(8)", show=False),
        Binding("home", "step(-1000)", show=False),
        Binding("end", "step(1000)", show=False),
        Binding("left", "step_chapter(-1)", show=False),
        Binding("right", "step_chapter(1)", show=False),
        Binding("enter", "open", show=False),
    ]

    def __init__(self, shown: list[Row], following: Next | None, glyphs: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows = shown
        self._next = following
        self._glyphs = glyphs
        wanted = following.lesson.address if following else None
        lessons = [at for at, row in enumerate(shown) if row.kind != "chapter"]
        first = lessons[0] if lessons else 0
        self.cursor = next((at for at in lessons if shown[at].address == wanted), first)

    @property
    def current(self) -> Row | None:
        """The row that is set off."""
        return self._rows[self.cursor] if self._rows else None

    def show(self, shown: list[Row], following: Next | None, glyphs: str) -> None:
        """Show the rows anew, as they are called and counted now; the same one stays set off."""
        self._rows, self._next, self._glyphs = shown, following, glyphs
        self.cursor = max(0, min(self.cursor, len(shown) - 1))
        self.virtual_size = Size(1, len(self._lines()))
        self.refresh()

    def on_mount(self) -> None:
        super().on_mount()  # type: ignore[no-untyped-call]
        self.virtual_size = Size(1, len(self._lines()))
        # Not `watch`: the app would keep each widget that ever watched it, with its whole screen.
        self.app.theme_changed_signal.subscribe(self, self._theme_changed)
        self.call_after_refresh(self._show_cursor)

    def on_unmount(self) -> None:
        self.app.theme_changed_signal.unsubscribe(self)

    def _theme_changed(self, theme: Theme) -> None:  # noqa: ARG002
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
        left, right = self._parts(self._rows[number], number == self.cursor)
        return _drawn(left, right, self.size.width, self.app.theme, base)

    def _parts(self, row: Row, here: bool) -> tuple[list[Part], list[Part]]:
        indent = "" if row.kind == "chapter" else "  "
        lead = (f"{indent}› " if here else f"{indent}  ", "key")
        if row.kind == "broken":
            return [lead, (row.title, "here" if here else "dim"), ("  " + _("broken: ") + row.note, "fault")], []
        plain = "heading" if row.kind == "chapter" else "body"
        left = [lead, (row.title, "here" if here else plain)]
        right: list[Part] = []
        if here:
            right.append((f"Enter  {self._verb(row)}   ", "key"))
        elif row.kind == "lesson" and row.complete:
            right.append((_("all") + " ", "passed"))
        elif row.kind == "chapter" and row.count is not None and row.count.done and self.size.width >= ROOMY:
            right.append((bar(row.count, BAR, self._glyphs) + "  ", "passed" if row.complete else "accent"))
        right.append((row.done, "passed" if row.complete else "dim"))
        return left, [*right, ("  ", "body")]

    def _verb(self, row: Row) -> str:
        if row.kind == "chapter":
            return _("about it")
        if self._next and self._next.lesson.address == row.address:
            return _(self._next.verb)
        return _("look again") if row.complete else _("open")

    def action_step(self, step: int) -> None:
        """Set off another row."""
        if self._rows:
            self._go(max(0, min(len(self._rows) - 1, self.cursor + step)))

    def action_step_chapter(self, step: int) -> None:
        """Set off the next chapter, or the one before."""
        chapters = [at for at, row in enumerate(self._rows) if row.kind == "chapter"]
        beyond = [at for at in chapters if (at > self.cursor if step > 0 else at < self.cursor)]
        if beyond:
            self._go(beyond[0] if step > 0 else beyond[-1])

    def _go(self, cursor: int) -> None:
        self.cursor = cursor
        self.refresh()
        self._show_cursor()
        self.post_message(RowReached())

    def _show_cursor(self) -> None:
        if self._rows:
            y = self._lines().index(self.cursor)
            # With the first lesson of a chapter, the chapter is seen too.
            above = self.cursor and self._rows[self.cursor - 1].kind == "chapter"
            top = y - 1 if above else y
            self.scroll_to_region(Region(0, top, 1, y - top + 1), animate=False)

    def action_open(self) -> None:
        """Open what is set off."""
        row = self.current
        if row is not None and row.can_be_opened:
            self.post_message(RowOpened(row))

    def on_click(self, event: events.Click) -> None:
        lines = self._lines()
        at = event.y + self.scroll_offset.y
        number = lines[at] if at < len(lines) else None
        if number is not None:
            again = self.cursor == number
            self._go(number)
            if again:
                self.action_open()

    def on_key(self, event: events.Key) -> None:
        """What is typed is looked up; but `?` is for help, as everywhere outside the editor."""
        typed = "" if event.character is None or "+" in event.key else event.character.strip()  # + : alt, or ctrl
        if event.is_printable and typed and typed != "?":
            event.stop()
            event.prevent_default()
            self.post_message(SearchAsked(typed))

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted is looked up too."""
        event.stop()
        text = " ".join(event.text.split())[:SEARCHED_AT_MOST]
        if text:
            self.post_message(SearchAsked(text))


def _drawn(left: list[Part], right: list[Part], width: int, theme: str, base: Style) -> Strip:
    """`left` and `right` on one line; what doesn't fit is cut at the end of `left`, with a sign."""
    known = styles(theme)

    def strip(parts: list[Part]) -> Strip:
        return Strip([Segment(visible(text), base + known.get(role, Style())) for text, role in parts])

    end = strip(right)
    start, room = strip(left), max(0, width - end.cell_length)
    if start.cell_length > room:
        start = Strip.join([start.crop(0, max(0, room - 2)), Strip([Segment("… ", base)])])
    return Strip.join([start.adjust_cell_length(room, base), end])
