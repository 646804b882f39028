"""The editor: Python highlighted, indentation that follows the code, the line of an error marked. *Screen side.*"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual._text_area_theme import TextAreaTheme
from textual.binding import Binding, BindingType
from textual.document._edit import Edit
from textual.document._history import EditHistory
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from tutor.screen import indent
from tutor.screen.terminal import PASTE_LIMIT
from tutor.screen.text_view import visible
from tutor.screen.theme import DARK, NAMES, colours, syntax

# Beyond this the whole text is too much to parse again at each key; it stays plain.
HIGHLIGHT_LIMIT = 50_000
Location = tuple[int, int]


@dataclass
class Opened:
    """A text as it was left in the editor, with what can be undone in it."""

    text: str
    selection: Selection
    history: EditHistory


class TooMuchPasted(Message):
    """A paste of `size` characters was refused."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size = size


class Editor(TextArea):
    """A text area that knows Python. Long lines wrap, so that nothing is cut off unseen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+tab", "dedent", "Dedent", show=False),
        Binding("ctrl+home", "go_to_start", "Start", show=False),
        Binding("ctrl+end", "go_to_end", "End", show=False),
    ]

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        self._marked: int | None = None
        super().__init__(text, soft_wrap=True, tab_behavior="indent", show_line_numbers=True, id=id)
        self.cursor_blink = False
        for name in NAMES:
            self.register_theme(TextAreaTheme(name, syntax_styles=syntax(name)))

    def on_mount(self) -> None:
        self.watch(self.app, "theme", self._follow_theme)

    def _follow_theme(self) -> None:
        self.theme = self.app.theme if self.app.theme in NAMES else DARK

    def _highlight(self) -> None:
        wanted = "python" if len(self.text) <= HIGHLIGHT_LIMIT else None
        if self.language == wanted:
            return
        # Setting the language loads the document anew, which forgets these.
        selection, scroll = self.selection, self.scroll_offset
        self.language = wanted
        self.selection = selection
        self.scroll_to(*scroll, animate=False)

    # texts coming and going

    def open(self, text: str, cursor: Location = (0, 0)) -> None:
        """Edit `text` from now on, with nothing to undo."""
        self.mark(None)
        self.load_text(text)
        self.move_cursor(cursor)
        # The first time the parser has to be loaded: once the text is on the screen.
        self.call_after_refresh(self._highlight)

    def reopen(self, opened: Opened) -> None:
        """Edit again what was left, with its undo."""
        self.open(opened.text)
        self.history = opened.history
        self.selection = opened.selection

    def leave(self) -> Opened:
        """What `reopen` needs; the editor starts a new history."""
        opened = Opened(self.text, self.selection, self.history)
        self.history = EditHistory(max_checkpoints=50, checkpoint_timer=2.0, checkpoint_max_characters=100)
        return opened

    def start_over(self, text: str) -> None:
        """Put `text` in the place of everything; undo brings the old text back."""
        self.history.checkpoint()
        self.replace(text, (0, 0), self.document.end, maintain_selection_offset=False)
        self.move_cursor((0, 0))

    # keys

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "escape":
            # Esc never leaves the editor by surprise.
            event.stop()
            event.prevent_default()
        elif event.key == "enter" and not self.read_only:
            event.stop()
            event.prevent_default()
            self._new_line()
        elif event.key == "tab" and not self.selection.is_empty and not self.read_only:
            event.stop()
            event.prevent_default()
            self._change_lines(indent.indented)
        elif (bound := self._bindings.key_to_bindings.get(event.key)) and not event.is_printable:
            # Here and now: Textual would let the key rise through all parents first, and the next letters overtake it.
            event.stop()
            event.prevent_default()
            await self.run_action(bound[0].action)
        else:
            await super()._on_key(event)

    def _new_line(self) -> None:
        start, end = sorted(self.selection)
        line = self.document[start[0]]
        if start[1] <= len(indent.leading(line)):
            # Within the indentation the line only moves down, as it is.
            self._replace_via_keyboard("\n" + line[: start[1]], start, end)
            return
        # Blanks behind the cursor would add themselves to the new line's.
        rest = self.document[end[0]][end[1] :]
        end = (end[0], end[1] + len(rest) - len(rest.lstrip(" ")))
        self._replace_via_keyboard("\n" + indent.after(line[: start[1]]), start, end)

    def action_delete_left(self) -> None:
        row, column = self.cursor_location
        if self.selection.is_empty and column and not self.read_only:
            count = indent.step_back(self.document[row][:column])
            self._delete_via_keyboard((row, column - count), (row, column))
        else:
            super().action_delete_left()

    def action_dedent(self) -> None:
        """Take one step of indentation away from the selected lines."""
        self._change_lines(indent.dedented)

    def action_go_to_start(self) -> None:
        """Put the cursor before the first character."""
        self.move_cursor((0, 0))

    def action_go_to_end(self) -> None:
        """Put the cursor behind the last character."""
        self.move_cursor(self.document.end)

    def action_comment(self) -> None:
        """Comment the selected lines out, or in again."""
        self._change_lines(indent.comment_toggled)

    def _change_lines(self, change: object) -> None:
        assert callable(change)
        start, end = sorted(self.selection)
        last = end[0] - 1 if end[1] == 0 and end[0] > start[0] else end[0]
        before = [self.document[row] for row in range(start[0], last + 1)]
        after: list[str] = change(before)
        if after == before or self.read_only:
            return
        anchor, cursor = self.selection
        self.edit(Edit("\n".join(after), (start[0], 0), (last, len(before[-1])), False))

        def moved(location: Location) -> Location:
            row, column = location
            if not start[0] <= row <= last or (column == 0 and anchor != cursor):
                return location
            return row, max(0, column + len(after[row - start[0]]) - len(before[row - start[0]]))

        self.selection = Selection(moved(anchor), moved(cursor))

    async def _on_paste(self, event: events.Paste) -> None:
        if len(self.text) + len(event.text) > PASTE_LIMIT:
            event.stop()
            event.prevent_default()
            self.post_message(TooMuchPasted(len(event.text)))
            return
        await super()._on_paste(event)
        event.stop()
        event.prevent_default()
        self._highlight()

    # the line of an error

    def mark(self, line: int | None) -> None:
        """Mark `line` (from 1) as the one to look at, or none."""
        if line == self._marked:
            return
        self._marked = line
        self.refresh()

    @property
    def marked(self) -> int | None:
        """The marked line (from 1), if any."""
        return self._marked

    def edit(self, edit: Edit) -> object:  # type: ignore[override]
        """Do `edit`; a mark on a line that is edited has served."""
        if self._marked is not None and edit.top[0] <= self._marked - 1:
            self.mark(None)
        return super().edit(edit)

    def get_line(self, line_index: int) -> Text:
        return Text(visible(self.document.get_line(line_index)), end="", no_wrap=True)

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        if self._marked is None or self._row_at(y) != self._marked - 1:
            return strip
        return self._with_mark(strip)

    def _row_at(self, y: int) -> int | None:
        at = y + self.scroll_offset.y
        lines = self.wrapped_document._offset_to_line_info
        return lines[at][0] if at < len(lines) else None

    def _with_mark(self, strip: Strip) -> Strip:
        colour = colours(self.theme)
        margin = self.gutter_width
        sign = Segment("! ", Style(bold=True, color=colour["bad"]))
        parts = [*strip.crop(0, margin - 2), sign, *strip.crop(margin, strip.cell_length)]
        under = Style(bgcolor=colour["raised"])
        return Strip([Segment(s.text, (s.style or Style()) + under, s.control) for s in parts], strip.cell_length)
