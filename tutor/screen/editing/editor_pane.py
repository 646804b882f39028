"""The editor with the bar below it: finding, vim's commands, and undo that outlives a page. *Screen side.*"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from tutor.language import _
from tutor.screen.editing.find_bar import Closed, Commanded, FindBar
from tutor.screen.editing.left_texts import LeftTexts
from tutor.screen.editing.vim_keys import FindAsked
from tutor.screen.editor import Editor

if TYPE_CHECKING:
    from tutor.screen.vim.ex import Ordered


class DraftLeft(Message):
    """The draft is to be saved, and left for the map if `home`: vim's `:w` and `:q`."""

    def __init__(self, *, home: bool) -> None:
        super().__init__()
        self.home = home


class EditorTold(Message):
    """One line about what was asked of the editor."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class EditorPane(Vertical):
    """Holds the one editor of a screen. `left` keeps what can be undone in texts that were left."""

    def __init__(self, left: LeftTexts, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._left = left
        self._editor = Editor(id="editor")
        self._address = ""  # of the text in the editor, if one is edited
        self._chosen: tuple[int, int] | None = None  # the rows that a command is about

    def compose(self) -> ComposeResult:
        yield self._editor
        yield FindBar(self._editor, id="find")

    def on_unmount(self) -> None:
        self.keep()

    @property
    def editor(self) -> Editor:
        """The editor; it is out of sight while questions are asked."""
        return self._editor

    @property
    def find_bar(self) -> FindBar:
        """Where one says what is looked for."""
        return self.query_one(FindBar)

    def keep(self) -> None:
        """Keep what can be undone in the text that is left now."""
        if self._address:
            self._left.put(self._address, self._editor.leave())
            self._address = ""

    def edit(self, address: str, text: str, cursor: tuple[int, int]) -> None:
        """Edit `text`, what is kept under `address`; with its undo, if it was left unchanged."""
        self._address = address
        self._editor.display = True
        left = self._left.take(address, text)
        with self.prevent(Editor.Changed):
            if left is not None:
                self._editor.reopen(left)
            else:
                self._editor.open(text, cursor)

    @on(Closed)
    def _go_on(self, event: Closed) -> None:
        event.stop()
        if self.find_bar.has_focus_within or self.screen.focused is None:
            self._editor.focus(scroll_visible=False)
        if self.find_bar.pattern is not None:
            self._editor.vim.look_for(self.find_bar.pattern)

    # vim's commands

    @on(FindAsked)
    def _ask_what(self, event: FindAsked) -> None:
        event.stop()
        self._chosen = self._editor.vim.chosen_rows()
        typed = "'<,'>" if event.command and self._chosen else ""
        self.find_bar.open(typed, command=event.command, vim=True)

    @on(Commanded)
    def _command(self, event: Commanded) -> None:
        from tutor.screen.vim.ex import ordered  # only who uses vim's keys pays for it

        event.stop()
        order = ordered(event.text, self._editor.cursor_location[0], len(self._editor.lines), self._chosen)
        if order.what == "line":
            self._editor.go_to_line(order.first + 1)
        elif order.what == "substitute":
            self._substitute(order)
        elif order.what == "unmark":
            self.find_bar.finding.drop()
        elif order.what in ("save", "home"):
            self.post_message(DraftLeft(home=order.what == "home"))
        elif order.told:
            self.post_message(EditorTold(order.told))

    def _substitute(self, order: Ordered) -> None:
        from tutor.screen.vim.ex import substituted

        lines, count, last = substituted(list(self._editor.lines), order)
        if not count:
            self.post_message(EditorTold(_("not found: {wanted}").format(wanted=order.wanted)))
            return
        self._editor.set_lines(order.first, order.last, lines)
        self._editor.go_to_line(last + 1)
        self.post_message(EditorTold(_("{n} replaced").format(n=f"{count:,}")))
