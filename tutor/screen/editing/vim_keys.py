"""The editor under vim's keys: what the core answers, done to the text. *Screen side.*"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from textual import events
from textual.document._edit import Edit
from textual.message import Message
from textual.widgets.text_area import Selection

if TYPE_CHECKING:
    from tutor.screen.editing.search import Location
    from tutor.screen.editor import Editor
    from tutor.screen.vim.machine import Answer, Vim

MOST_UNDONE = 50  # steps at one key
NAMED = {"space": " "}


class ModeChanged(Message):
    """The editor is in another of vim's modes now; `mode` is its name, "" without vim."""

    def __init__(self, mode: str) -> None:
        super().__init__()
        self.mode = mode


class FindAsked(Message):
    """What is looked for, or a command (`command`), is to be typed."""

    def __init__(self, *, command: bool) -> None:
        super().__init__()
        self.command = command


class VimKeys:
    """Hands keys to vim's core while it is on, and its answers to `editor`."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self.is_on = False
        self._cursor = 0  # where vim's cursor is while it selects; the editor's stands behind it
        self._ours = Selection.cursor((0, 0))  # what was selected for vim

    @cached_property
    def vim(self) -> Vim:
        """The core; only who uses vim's keys pays for it."""
        from tutor.screen.vim.machine import Vim

        return Vim()

    @property
    def writes(self) -> bool:
        """Whether keys write, as they always do without vim."""
        return not self.is_on or self.vim.mode.writes

    @property
    def mode(self) -> str:
        """The mode's name; "" without vim."""
        return self.vim.mode.value if self.is_on else ""

    def turn(self, on: bool) -> None:
        """Use vim's keys from now on, or no longer."""
        if on != self.is_on:
            self.is_on = on
            self.forget()

    def forget(self) -> None:
        """Another text is there now."""
        self._editor.history.end()
        if self.is_on:
            self.vim.forget()
        self._editor.post_message(ModeChanged(self.mode))

    def look_for(self, pattern: re.Pattern[str]) -> None:
        """Let `n` and `N` look for `pattern` from now on."""
        if self.is_on:
            self.vim.pattern = pattern

    def press(self, event: events.Key) -> bool:
        """Do what `event` means to vim; whether it meant anything."""
        key = NAMED.get(event.key, event.key)
        if event.is_printable and event.character:
            key = event.character
        elif not self.writes and key in ("tab", "shift+tab"):
            return True  # indentation is > and < here; a tab would write
        elif len(key) > 1 and key not in _MEANT:
            if self.writes and event.key.startswith("alt+") and len(event.key) == len("alt+x"):
                # Esc and a letter, come so fast that they looked like one key.
                self._pressed("escape")
                self._pressed(event.key[-1])
                return True
            return False
        elif self.writes and key != "escape":
            return False
        return self._pressed(key)

    def _pressed(self, key: str) -> bool:
        editor, vim = self._editor, self.vim
        text = "\n".join(editor.lines)
        before = vim.mode
        if before.selects or editor.selection.is_empty or before.writes:
            cursor = self._cursor if before.selects else offset(text, editor.cursor_location)
        else:
            cursor = self._taken_up(text)
        if before.selects and editor.selection != self._ours:
            cursor = self._taken_up(text)  # by the mouse, or shift and an arrow
        answer = vim.press(key, text, cursor)
        if not answer.mine:
            return False
        if vim.mode.writes and not before.writes:
            editor.history.begin()  # all that is written until Esc is one step
        if answer.change is not None and not editor.read_only:
            change = answer.change
            before_it, text = text, text[: change.start] + change.text + text[change.end :]
            editor.edit(Edit(change.text, location(before_it, change.start), location(before_it, change.end), False))
        if before.writes and not vim.mode.writes:
            editor.history.end()
        self._show(answer, text)
        self._ask(answer)
        if vim.mode is not before:
            editor.post_message(ModeChanged(self.mode))
        return True

    def _taken_up(self, text: str) -> int:
        """Go on with a selection that was made by other means; vim's cursor is then on its last character."""
        anchor, cursor = (offset(text, place) for place in self._editor.selection)
        if anchor == cursor:
            self.vim.leave()
            return cursor
        self.vim.select(anchor if cursor > anchor else anchor - 1)
        return cursor - 1 if cursor > anchor else cursor

    def _show(self, answer: Answer, text: str) -> None:
        """Put the editor's cursor, or its selection, where vim has it."""
        editor, vim = self._editor, self.vim
        self._cursor = answer.cursor
        if not vim.mode.selects:
            editor.selection = Selection.cursor(location(text, answer.cursor))
            editor.record_cursor_width()
            return
        chosen = vim.chosen(text, answer.cursor)
        end = chosen.end if not chosen.lines or chosen.last else chosen.end - 1
        places = (location(text, chosen.start), location(text, max(chosen.start, end)))
        self._ours = Selection(*(places if answer.cursor >= vim.anchor else reversed(places)))
        editor.selection = self._ours

    def _ask(self, answer: Answer) -> None:
        editor = self._editor
        if answer.asks in ("undo", "redo"):
            for _ in range(min(answer.times, MOST_UNDONE)):
                editor.action_undo() if answer.asks == "undo" else editor.action_redo()
            editor.selection = Selection.cursor(editor.cursor_location)
        elif answer.asks in ("find", "command"):
            editor.post_message(FindAsked(command=answer.asks == "command"))
        elif answer.asks == "center":
            editor.scroll_cursor_visible(center=True)
        if answer.copied:
            editor.app.copy_to_clipboard(answer.copied)

    def chosen_rows(self) -> tuple[int, int] | None:
        """The first and the last row that are selected; leaves visual mode."""
        if not self.is_on or not self.vim.mode.selects:
            return None
        start, end = sorted(self._editor.selection)
        self.vim.leave()
        self._editor.selection = Selection.cursor(start)
        self._editor.post_message(ModeChanged(self.mode))
        return start[0], end[0]


_MEANT = {"escape", "enter", "backspace", "delete", "left", "right", "up", "down", "home", "end"}


def offset(text: str, place: Location) -> int:
    """The offset of a row and column in `text`."""
    start = 0
    for _ in range(place[0]):
        start = text.index("\n", start) + 1
    return start + place[1]


def location(text: str, at: int) -> Location:
    """The row and column of an offset in `text`."""
    return text.count("\n", 0, at), at - (text.rfind("\n", 0, at) + 1)
