"""The rest of a name, shown dim behind the cursor while it is typed: Tab takes it, nothing else does. *Screen side.*"""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.widgets import TextArea

from tutor.course.draft_names import LONGEST, Draft
from tutor.screen.editing.completing import Completer


class Ghost(TextArea):
    """A text area that completes names by `completer`, unless `completes` is off.

    It is offered only for what was just typed, at the end of a line or before what closes; moving the cursor, Enter,
    Esc, deleting and pasting let it vanish. Where Textual would take it with the arrow, it vanishes as well.
    """

    # Where there are no colours it is told by more than these.
    DEFAULT_CSS: ClassVar[str] = """
    Ghost {
        .text-area--suggestion { color: $secondary; text-style: italic; }
        &:ansi .text-area--suggestion { text-style: dim italic; }
        &:nocolor .text-area--suggestion { text-style: dim italic; }
    }
    """

    completer: Completer
    completes = True

    def __init__(self, text: str = "", **more: object) -> None:
        self.completer = Completer()
        self._around: tuple[object, ...] = ()  # what `_read` was read for
        self._read = Draft("")
        self._typing = False  # whether a key is being typed, after which it is looked at what to offer
        self._is_quoted = False  # whether the line of the cursor begins within a string
        super().__init__(text, **more)  # type: ignore[arg-type]

    def drop_ghost(self) -> None:
        """Let what is offered vanish."""
        if self.suggestion and not self._typing:
            self.suggestion = ""

    def update_suggestion(self) -> None:
        self.drop_ghost()

    def watch_selection(self) -> None:
        """The cursor has moved."""
        self.drop_ghost()

    def action_cursor_right(self, select: bool = False) -> None:
        self.drop_ghost()
        super().action_cursor_right(select)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "tab" and self.suggestion and self.selection.is_empty and not self.read_only:
            event.stop()
            event.prevent_default()
            self._take()
            return
        before = self.document.line_count, self.cursor_location
        self._typing = True
        try:
            await super()._on_key(event)
        finally:
            self._typing = False
        typed = event.character if event.is_printable else None
        is_name = typed is not None and (typed.isalnum() or typed in "_.")
        offered = self._offered() if is_name and (self.document.line_count, self.cursor_location) != before else ""
        # Where it is typed through, it stands there already, one letter shorter.
        if offered != self.suggestion:
            self.suggestion = offered

    def _take(self) -> None:
        rest = self.suggestion
        self._replace_via_keyboard(rest, self.cursor_location, self.cursor_location)

    def _offered(self) -> str:
        """What is likely missing behind the cursor of the name that was just typed."""
        if not self.completes or self.read_only or not self.selection.is_empty:
            return ""
        row, column = self.cursor_location
        line = self.document[row]
        before, after = line[:column], line[column:]
        if len(line) > LONGEST // 25 or not self._is_code(row, before):
            return ""
        rest = self.completer.rest(self._read, before, after)
        return rest if rest and self._has_room(rest, after) else ""

    def _is_code(self, row: int, before: str) -> bool:
        """Whether the cursor stands in no string and no comment. Reads the other lines anew where they may differ."""
        around = (self.document, self.document.line_count, row)
        if around != self._around:
            above = self.document.lines[:row]
            self._around = around
            self._read = Draft("\n".join([*above, "", *self.document.lines[row + 1 :]]))
            self._is_quoted = self._read.is_quoted(sum(len(one) + 1 for one in above))
        return not self._is_quoted and not Draft(before).is_quoted(len(before))

    def _has_room(self, rest: str, after: str) -> bool:
        """Whether it fits behind the cursor without being broken: what is cut off would say something else."""
        column = self._cursor_offset[0]
        width = self.wrap_width if self.soft_wrap else self.scrollable_content_region.width - self.gutter_width
        column -= 0 if self.soft_wrap else self.scroll_offset.x
        return column + cell_len(rest) + cell_len(after) <= width
