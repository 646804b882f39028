"""What lint and verify say, below the lesson in preview: a line of counts, and as many lines as there is room for.
*Screen side.*"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical

from tutor.language import _
from tutor.screen.bars import PaneTitle, Part
from tutor.screen.text_view import Lines, Scrolled, TextView

Report = Callable[[int, bool], Lines]  # for a width in cells; whole, or what is long cut with a sign

SHARE, OPEN_SHARE = 5, 2  # of the screen's rows it takes at most a fifth; while it has the focus, half


class PreviewStrip(Vertical):
    """Takes no more rows than it has lines. With the focus it takes more, and scrolls."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._report: Report | None = None
        self._rows = 0
        self._title: Sequence[Part] = ()
        self._note = ""

    def compose(self) -> ComposeResult:
        yield PaneTitle(id="preview-title")
        yield TextView(column=200, margin=1, id="preview-report")

    @property
    def view(self) -> TextView:
        """The lines."""
        return self.query_one(TextView)

    @property
    def plain(self) -> str:
        """What the line of counts says."""
        return self.query_one(PaneTitle).plain

    def show(self, title: Sequence[Part], note: str, report: Report) -> None:
        """Show the counts in `title`, `note` at their right, and the lines of `report(width, whole)`."""
        self._title, self._note, self._report = title, note, report
        self._draw()

    def start(self) -> None:
        """Take the focus."""
        self.view.focus(scroll_visible=False)

    def _draw(self) -> None:
        report, whole = self._report, self.view.has_focus
        self.view.show(None if report is None else lambda width: report(width, whole), stay=True)
        self._fit()

    def _fit(self) -> None:
        if self._report is not None:
            screen, whole = self.app.size, self.view.has_focus
            share = OPEN_SHARE if whole else SHARE
            rows = len(self._report(max(1, screen.width - 4), whole))
            rows = min(rows, max(3, screen.height // share))
            if rows != self._rows:
                self._rows = rows
                self.view.styles.height = rows
                self.view.display = rows > 0
                # Where a text scrolls in the same frame, Textual 8.2 moves what is above this strip without drawing it.
                # To draw all costs no more than the cells that changed.
                self.call_after_refresh(self.screen.refresh)
        self._show_title()

    @on(Scrolled)
    def _show_title(self) -> None:
        more = self.view.is_scrolled_out and self.view.size.height
        right = " ".join(part for part in (self._note, "^f " + _("more") if more else "") if part)
        self.query_one(PaneTitle).show(self._title, [(right, "label")] if right else [])

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        self._fit()

    def on_descendant_focus(self) -> None:
        self.query_one(PaneTitle).set_focused(True)
        self._draw()

    def on_descendant_blur(self) -> None:
        self.query_one(PaneTitle).set_focused(False)
        self._draw()
