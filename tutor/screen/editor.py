"""The editor: Python highlighted, indentation that follows the code, the line of an error marked. *Screen side.*"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual._text_area_theme import TextAreaTheme
from textual.binding import Binding, BindingType
from textual.document._edit import Edit
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widgets.text_area import Selection

from tutor.screen import indent
from tutor.screen.editing import marks, paste
from tutor.screen.editing.code_typing import CodeTyping
from tutor.screen.editing.left_texts import Opened
from tutor.screen.editing.parsing import read_whole_texts
from tutor.screen.editing.search import Location, Match
from tutor.screen.editing.steps import Steps
from tutor.screen.editing.vim_keys import VimKeys
from tutor.screen.letting_go import watches_no_more
from tutor.screen.terminal import PASTE_LIMIT
from tutor.screen.text_view import visible
from tutor.screen.theme import DARK, NAMES, colours, styles, syntax

if TYPE_CHECKING:
    from tutor.progress.settings import Settings
    from tutor.screen.messages import SettingsChanged

# Digits of a line's number for which there is room from the start: the tenth line would move all lines sideways.
DIGITS = 2
# Beyond this the whole text is too much to parse again at each key; it stays plain.
HIGHLIGHT_LIMIT = 50_000


class TooMuchPasted(Message):
    """A paste of `size` characters was refused."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size = size


class MoreLines(Message):
    """Whether lines are out of sight `above` and `below`, has changed."""

    def __init__(self, *, above: bool, below: bool) -> None:
        super().__init__()
        self.above, self.below = above, below


class Editor(CodeTyping):
    """A text area that knows Python. Long lines wrap or scroll, with a sign, so that nothing is cut off unseen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+tab", "dedent", "Dedent", show=False),
        Binding("ctrl+home", "go_to_start", "Start", show=False),
        Binding("ctrl+end", "go_to_end", "End", show=False),
    ]

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        self._marked: int | None = None
        self._found: dict[int, list[Match]] = {}  # what the find bar found, by row
        self._here: Match | None = None  # the one it has come to
        self._more = (False, False)  # whether lines are out of sight above, and below
        read_whole_texts()
        super().__init__(text, soft_wrap=True, tab_behavior="indent", show_line_numbers=True, id=id)
        self.history: Steps = Steps()
        self.vim = VimKeys(self)
        self.cursor_blink = False
        for name in NAMES:
            self.register_theme(TextAreaTheme(name, syntax_styles=syntax(name)))

    def on_mount(self) -> None:
        # Not `watch`: the app would keep each editor that ever watched it, with its whole screen.
        self.app.theme_changed_signal.subscribe(self, lambda theme: self._follow_theme())  # noqa: ARG005
        self._follow_theme()
        settings: Settings | None = getattr(self.app, "settings", None)
        if settings is not None:
            self.follow(settings)

    def on_unmount(self) -> None:
        self.app.theme_changed_signal.unsubscribe(self)
        watches_no_more(self.app, self)  # Textual's text area does watch it

    def follow(self, settings: Settings) -> None:
        """Be as `settings` have it."""
        self.closes = settings.pairs
        self.vim.turn(settings.keys == "vim")
        self.completes = settings.completion
        self.soft_wrap = settings.long_lines == "wrap"

    def on_settings_changed(self, event: SettingsChanged) -> None:
        self.follow(event.settings)

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

    # what is in sight

    @property
    def gutter_width(self) -> int:
        return max(super().gutter_width, DIGITS + 2)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._tell_more()

    def watch_virtual_size(self) -> None:
        """There are more lines, or fewer."""
        self._tell_more()

    def on_resize(self) -> None:
        self._tell_more()

    def _tell_more(self) -> None:
        top, height = self.scroll_offset.y, self.size.height
        more = top > 0, height > 0 and top + height < self.virtual_size.height
        if more != self._more:
            self._more = more
            self.post_message(MoreLines(above=more[0], below=more[1]))

    # texts coming and going

    def open(self, text: str, cursor: Location = (0, 0)) -> None:
        """Edit `text` from now on, with nothing to undo."""
        self.mark(None)
        self.vim.forget()
        self.load_text(text)
        self.move_cursor(cursor)
        # The first time the parser has to be loaded: once the text is on the screen.
        self.call_after_refresh(self._highlight)

    def select_gap(self, place: Location) -> None:
        """Select the `...` at `place`, so that what is typed takes its place; with vim's keys, go there."""
        row, column = place
        self.selection = Selection.cursor(place) if self.vim.is_on else Selection(place, (row, column + len("...")))

    def reopen(self, opened: Opened) -> None:
        """Edit again what was left, with its undo."""
        self.open(opened.text)
        self.history = opened.history
        self.selection = opened.selection

    def leave(self) -> Opened:
        """What `reopen` needs; the editor starts a new history."""
        self.history.end()
        opened = Opened(self.text, self.selection, self.history)
        self.history = Steps()
        return opened

    def start_over(self, text: str) -> None:
        """Put `text` in the place of everything; undo brings the old text back."""
        self.history.checkpoint()
        self.replace(text, (0, 0), self.document.end, maintain_selection_offset=False)
        self.move_cursor((0, 0))

    # keys

    async def _on_key(self, event: events.Key) -> None:
        if self.vim.is_on and self.vim.press(event):
            event.stop()
            event.prevent_default()
            self.drop_ghost()
        elif event.key == "escape":
            # Esc never leaves the editor by surprise.
            event.stop()
            event.prevent_default()
            self.drop_ghost()
        elif event.key == "enter" and not self.read_only:
            event.stop()
            event.prevent_default()
            self.new_line()
        elif event.key == "tab" and not self.selection.is_empty and not self.read_only:
            event.stop()
            event.prevent_default()
            self.change_lines(indent.indented)
        elif event.is_printable and event.character and not self.read_only and self.type_with(event.character):
            event.stop()
            event.prevent_default()
        elif (bound := self._bindings.key_to_bindings.get(event.key)) and not event.is_printable:
            # Here and now: Textual would let the key rise through all parents first, and the next letters overtake it.
            event.stop()
            event.prevent_default()
            await self.run_action(bound[0].action)
        else:
            await super()._on_key(event)

    def action_go_to_start(self) -> None:
        """Put the cursor before the first character."""
        self.move_cursor((0, 0))

    def action_go_to_end(self) -> None:
        """Put the cursor behind the last character."""
        self.move_cursor(self.document.end)

    async def _on_paste(self, event: events.Paste) -> None:
        if len(self.text) + len(event.text) > PASTE_LIMIT:
            event.stop()
            event.prevent_default()
            self.post_message(TooMuchPasted(len(event.text)))
            return
        await super()._on_paste(events.Paste(paste.clean(event.text)))
        event.stop()
        event.prevent_default()
        self._highlight()

    # the line of an error

    def mark(self, line: int | None) -> None:
        """Mark `line` (from 1) as the one to look at, and bring it into sight; or none."""
        if line is not None:
            self.call_after_refresh(self._bring_mark_into_sight)  # the panel may grow over it meanwhile
        if line != self._marked:
            self._marked = line
            self.refresh()

    def _bring_mark_into_sight(self) -> None:
        if self._marked is not None and self._marked <= self.document.line_count:
            top = self.wrapped_document.location_to_offset((self._marked - 1, 0)).y
            self.scroll_to_region(Region(self.scroll_offset.x, top, 1, 1), animate=False)

    @property
    def marked(self) -> int | None:
        """The marked line (from 1), if any."""
        return self._marked

    def edit(self, edit: Edit) -> object:  # type: ignore[override]
        """Do `edit`; a mark on a line that is edited has served."""
        if self._marked is not None and edit.top[0] <= self._marked - 1:
            self.mark(None)
        return super().edit(edit)

    # what was found

    @property
    def lines(self) -> Sequence[str]:
        """The text's lines."""
        return self.document.lines

    def show_found(self, found: Sequence[Match], here: Match | None) -> None:
        """Mark `found` in the text, and `here` most of all."""
        self._found = {}
        for one in found:
            self._found.setdefault(one.row, []).append(one)
        self._here = here
        self._line_cache.clear()
        self.refresh()

    def set_lines(self, first: int, last: int, lines: Sequence[str]) -> None:
        """Put `lines` in the place of those from `first` to `last`, as one step."""
        self.history.checkpoint()
        self.edit(Edit("\n".join(lines), (first, 0), (last, len(self.document[last])), True))
        self.history.checkpoint()

    def put(self, text: str) -> None:
        """Put `text` in the place of everything, as one step; the cursor stays in its line."""
        row, column = self.cursor_location
        self.history.checkpoint()
        self.replace(text, (0, 0), self.document.end, maintain_selection_offset=False)
        self.move_cursor((row, column))
        self._highlight()

    def center(self) -> None:
        """Bring the cursor into sight, with lines around it."""
        self.scroll_cursor_visible(center=not self._is_in_sight)

    @property
    def _is_in_sight(self) -> bool:
        return 0 <= self._cursor_offset[1] - self.scroll_offset.y < self.size.height

    def go_to_line(self, number: int) -> None:
        """Put the cursor on line `number` (from 1), or the last one; where its code begins."""
        row = max(0, min(number - 1, self.document.line_count - 1))
        self.move_cursor((row, len(indent.leading(self.document[row]))))
        self.center()

    # what can be undone

    def _undo_batch(self, edits: Sequence[Edit]) -> None:
        self._turn_back(edits, undo=True)

    def _redo_batch(self, edits: Sequence[Edit]) -> None:
        self._turn_back(edits, undo=False)

    def _turn_back(self, edits: Sequence[Edit], *, undo: bool) -> None:
        """Textual wraps anew between the outermost places, which goes wrong where one step's edits move lines."""
        if not edits:
            return
        in_order = list(reversed(edits)) if undo else list(edits)
        for edit in in_order:
            if undo:
                edit.undo(self)
            else:
                edit.do(self, record_selection=False)
        self.wrapped_document.wrap(self.wrap_width, self.indent_width)
        in_order[-1].after(self)  # first: the size may bring the cursor into sight
        self._refresh_size()
        self._build_highlight_map()
        self.post_message(self.Changed(self))
        self.update_suggestion()
        self._highlight()

    # drawing

    def get_line(self, line_index: int) -> Text:
        line = Text(visible(self.document.get_line(line_index)), end="", no_wrap=True)
        for one in self._found.get(line_index, ()):
            line.stylize(marks.HERE if one == self._here else marks.FOUND, one.start, one.end)
        return line

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        at = y + self.scroll_offset.y
        lines = self.wrapped_document._offset_to_line_info
        if at >= len(lines):
            return strip
        row, section = lines[at]
        quiet = styles(self.theme)["dim"]
        if section:
            strip = marks.in_gutter(strip, marks.GOES_ON, self.gutter_width, quiet)
        if not self.soft_wrap:
            strip = self._with_edges(strip, row, quiet)
        if self._marked is not None and row == self._marked - 1:
            colour = colours(self.theme)
            if not section:
                strip = marks.in_gutter(strip, "! ", self.gutter_width, Style(bold=True, color=colour["bad"]))
            strip = marks.raised(strip, colour["raised"])
        return strip

    def _with_edges(self, strip: Strip, row: int, style: Style) -> Strip:
        """Signs where the line goes on beyond what is seen; never over the cursor."""
        gutter, width = self.gutter_width, self.scrollable_content_region.width
        left = self.scroll_offset.x
        size = self.get_column_width(row, len(self.document[row]))
        cursor = self._cursor_offset[0] - left if self.cursor_location[0] == row else -1
        strip = strip.crop(0, width)
        if left and size and cursor != 0:
            strip = marks.at_edge(strip, marks.LEFT, gutter, style)
        if size > left + width - gutter and cursor != width - gutter - 1 and width > gutter:
            strip = marks.at_edge(strip, marks.RIGHT, width - 1, style)
        return strip
