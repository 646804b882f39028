"""A block of laid out text, as high as it needs to be. *Screen side.*"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from tutor.screen.text_view import LayOut, Lines, strips

if TYPE_CHECKING:
    from tutor.screen.messages import SettingsChanged


def wrapped(text: str) -> LayOut:
    """`text` as a quiet paragraph; no Markdown is read, and little needs to be loaded for it."""

    def lay_out(width: int) -> Lines:
        from tutor.course.spans import Span, wrap

        return wrap([Span(text, "dim")], width)

    return lay_out


class Prose(Widget):
    """Shows what `lay_out(width)` gives, whole; it stands among other widgets that scroll together."""

    DEFAULT_CSS = "Prose { height: auto; width: 1fr; }"

    def __init__(self, lay_out: LayOut, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._lay_out = lay_out
        self._strips: list[Strip] = []
        self._drawn_for: tuple[int, str] | None = None

    def show(self, lay_out: LayOut) -> None:
        """Show another text; the height follows."""
        self._lay_out = lay_out
        self._drawn_for = None
        self.refresh(layout=True)

    def on_settings_changed(self, event: SettingsChanged) -> None:
        """Lay the text out anew where that is said or drawn otherwise now."""
        if (event.settings.language, event.settings.glyphs) != (event.before.language, event.before.glyphs):
            self.show(self._lay_out)

    def _draw(self, width: int) -> list[Strip]:
        wanted = (width, self.app.theme)
        if self._drawn_for != wanted:
            self._drawn_for = wanted
            self._strips = strips(self._lay_out(max(1, width)), self.app.theme, Style())
        return self._strips

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(self._draw(width))

    def render_line(self, y: int) -> Strip:
        drawn = self._draw(self.size.width)
        base = self.rich_style
        if y >= len(drawn):
            return Strip.blank(self.size.width, base)
        return drawn[y].apply_style(base).adjust_cell_length(self.size.width, base)
