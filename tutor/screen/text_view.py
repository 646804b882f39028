"""A scrolling view of laid out text: the page, the panel's views, the help. *Screen side.*

Lines come as spans with roles (`tutor.course.page_text`), laid out anew for each width. What they say is data: nothing
in it is read as markup, and no control character reaches the terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Protocol

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.theme import Theme

from tutor.screen.theme import styles

if TYPE_CHECKING:
    from textual.app import App

    from tutor.screen.messages import SettingsChanged


class SpanLike(Protocol):
    """A stretch of text of one role."""

    @property
    def text(self) -> str: ...
    @property
    def role(self) -> str: ...


Lines = Sequence[Sequence[SpanLike]]
LayOut = Callable[[int], Lines]

BOOK_COLUMN = 72
ROOMY = 60

# Each control character as the picture Unicode has for it, one cell like the rest; tabs are left to who draws them.
_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) != "\t"} | {0x7F: "\u2421"}
_UNPICTURED = (*range(0x80, 0xA0), 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_PICTURES |= dict.fromkeys(_UNPICTURED, "\ufffd")


def visible(text: str) -> str:
    """`text` with every control character as a picture of it, so that none is obeyed; its length stays."""
    return text if text.isascii() and text.isprintable() else text.translate(_PICTURES)


def strips(lines: Lines, theme: str, base: Style, left: int = 0) -> list[Strip]:
    """`lines` drawn on `base`, `left` blank cells before each."""
    known = styles(theme)
    margin = [Segment(" " * left, base)] if left else []
    drawn = []
    for line in lines:
        segments = list(margin)
        for span in line:
            style = known.get(span.role)
            text = visible(span.text).replace("\t", "    ")
            segments.append(Segment(text, base if style is None else base + style))
        drawn.append(Strip(segments))
    return drawn


class Scrolled(Message):
    """What is seen of `view` has changed: it was scrolled, or has another text or another size."""

    def __init__(self, view: TextView) -> None:
        super().__init__()
        self.view = view


class TextView(ScrollView, can_focus=True):
    """Shows what `lay_out(width)` gives, at most `column` cells wide, and scrolls it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "page_down", show=False)]

    def __init__(
        self,
        lay_out: LayOut | None = None,
        *,
        column: int = BOOK_COLUMN,
        margin: int = 2,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._lay_out = lay_out
        self._column = column
        self._margin = margin
        self._strips: list[Strip] = []
        self._drawn_for: tuple[int, str, int] | None = None
        self.minds_height = False  # whether the text is laid out anew for another height too
        self.lines: Lines = ()

    def show(self, lay_out: LayOut | None, *, stay: bool = False) -> None:
        """Show what `lay_out` gives, from the top, or from where it was scrolled to (`stay`)."""
        self._lay_out = lay_out
        self._drawn_for = None
        self._draw()
        if not stay:
            self.scroll_to(y=0, animate=False)

    @property
    def text_width(self) -> int:
        """The width, in cells, that text is laid out for now."""
        return max(1, min(self._column, self.scrollable_content_region.width - 2 * self._left))

    @property
    def _left(self) -> int:
        """Blank cells beside the text: air where there is room for it."""
        return self._margin if self.size.width >= ROOMY else min(1, self._margin)

    def as_text(self) -> str:
        """What it shows, what is scrolled out of sight with it."""
        return "\n".join(visible("".join(span.text for span in line)).rstrip() for line in self.lines)

    @property
    def is_scrolled_out(self) -> bool:
        """Whether more text stands below what is seen."""
        return len(self._strips) - self.scroll_offset.y > self.size.height

    def on_mount(self) -> None:
        super().on_mount()  # type: ignore[no-untyped-call]
        # Not `watch`: the app would keep each widget that ever watched it, with its whole screen.
        self.app.theme_changed_signal.subscribe(self, self._theme_changed)

    def on_unmount(self) -> None:
        self.app.theme_changed_signal.unsubscribe(self)

    def _theme_changed(self, theme: Theme) -> None:  # noqa: ARG002
        self._drawn_for = None
        self._draw()

    def on_settings_changed(self, event: SettingsChanged) -> None:
        """Lay the text out anew where that is said or drawn otherwise now."""
        if (event.settings.language, event.settings.glyphs) != (event.before.language, event.before.glyphs):
            self._drawn_for = None
            self._draw()

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - the size is asked for where it is needed
        self._draw()
        self.post_message(Scrolled(self))

    def _draw(self) -> None:
        if not self.is_mounted or not self.size.width:
            return
        app: App[object] = self.app
        wanted = (self.text_width, app.theme, self.size.height if self.minds_height else 0)
        if self._drawn_for == wanted:
            return
        before = len(self.lines), self.scroll_offset.y
        self._drawn_for = wanted
        self.lines = [] if self._lay_out is None else self._lay_out(self.text_width)
        self._strips = strips(self.lines, app.theme, Style(), self._left)
        self.virtual_size = Size(self.text_width, len(self._strips))
        if before[0] and before[1]:
            self.scroll_to(y=round(before[1] * len(self.lines) / before[0]), animate=False)
        self.refresh()
        self.post_message(Scrolled(self))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self.post_message(Scrolled(self))

    def render_line(self, y: int) -> Strip:
        at = y + self.scroll_offset.y
        base = self.rich_style
        if at >= len(self._strips):
            return Strip.blank(self.size.width, base)
        return self._strips[at].apply_style(base).adjust_cell_length(self.size.width, base)

    def action_scroll_up(self) -> None:
        self.scroll_up(animate=False)

    def action_scroll_down(self) -> None:
        self.scroll_down(animate=False)

    def action_page_up(self) -> None:
        self.scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        self.scroll_page_down(animate=False)

    def action_scroll_home(self) -> None:
        self.scroll_home(animate=False)

    def action_scroll_end(self) -> None:
        self.scroll_end(animate=False)
