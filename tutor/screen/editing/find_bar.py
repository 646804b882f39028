"""The bar below the editor that finds and replaces, goes to a line, and takes vim's commands. *Screen side.*"""

from __future__ import annotations

import re
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from tutor.language import _
from tutor.screen.bars import Bar, Part
from tutor.screen.editing.finding import Finding
from tutor.screen.editor import Editor

NOWHERE = 1 << 16  # a cell beyond every terminal
ROOMY = 56  # cells of the bar; below this the status tells only the count


class Closed(Message):
    """The bar has closed; the editor goes on."""


class Commanded(Message):
    """`text`, a command of vim's without its colon, was entered."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class FindBar(Horizontal):
    """One line: what is wanted, what takes its place, how many there are. Works on `editor`; closed until opened."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+c", "close", show=False, priority=True),
        Binding("enter", "enter", show=False, priority=True),
        Binding("down,shift+down", "step(1)", show=False, priority=True),
        Binding("up,shift+up", "step(-1)", show=False, priority=True),
        Binding("tab,shift+tab", "other_field", show=False, priority=True),
        Binding("alt+a", "replace_all", show=False, priority=True),
        Binding("alt+c", "case", show=False, priority=True),
    ]

    def __init__(self, editor: Editor, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.display = False
        self.finding = Finding(editor)
        self._editor = editor
        self._takes_commands = False  # whether what is typed is one of vim's commands
        self._replaces = False
        self._case_at = self._keys_at = NOWHERE  # from which cell of the status on these can be clicked

    def compose(self) -> ComposeResult:
        yield Bar(id="find-name")
        for name in ("wanted", "instead"):
            if name == "instead":
                yield Bar(id="find-arrow")
            field = Input(id=f"find-{name}", compact=True, select_on_focus=False)
            field.cursor_blink = False  # an idle screen sends nothing
            yield field
        yield Bar(id="find-told")

    @property
    def wanted(self) -> Input:
        """Where it is typed what is looked for."""
        return self.query_one("#find-wanted", Input)

    @property
    def instead(self) -> Input:
        """Where it is typed what takes its place."""
        return self.query_one("#find-instead", Input)

    @property
    def pattern(self) -> re.Pattern[str] | None:
        """What vim's `n` goes on looking for, if that was looked for here."""
        return self.finding.pattern if self.finding.vim else None

    # opening and closing

    def open(self, typed: str | None = None, *, command: bool = False, vim: bool = False) -> None:
        """Open, with `typed` in it, or what is selected; for vim's commands (`command`), or patterns (`vim`)."""
        self._takes_commands = command
        self._replaces = False
        if vim is not self.finding.vim:
            self.finding.case = vim  # as each is used to it
        self.finding.begin(vim=vim)
        selected = self._editor.selected_text
        if typed is None:
            typed = selected if selected and "\n" not in selected else self.finding.wanted
        for widget in (self.instead, self.query_one("#find-arrow")):
            widget.display = False
        self.wanted.placeholder = "" if command else _("find; :12 goes to line 12")
        self.instead.placeholder = _("put in its place")
        name = ":" if command else _("Find") + " "
        self.query_one("#find-name", Bar).show([(name, "label")])
        self.query_one("#find-name", Bar).styles.width = cell_len(name)
        self.query_one("#find-arrow", Bar).show([("→", "label")])
        self.display = True
        with self.prevent(Input.Changed):
            self.wanted.value = typed
        if typed and not typed.startswith(":"):
            self.wanted.select_all()
        else:
            self.wanted.cursor_position = len(typed)
        # At once, not by `focus`, which comes after the keys that wait already: they are meant for this line.
        self.screen.set_focus(self.wanted, scroll_visible=False)
        self._look()

    def action_close(self) -> None:
        """Close, where one has come to."""
        if self.display:
            if self.has_focus_within:
                self.screen.set_focus(self._editor, scroll_visible=False)
            self.display = False
            if self.finding.vim:
                self.finding.settle()
            self.finding.end()
            self.post_message(Closed())

    # what is typed

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if event.input is self.wanted:
            self._look()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()

    def _look(self) -> None:
        if not self._takes_commands:
            self.finding.look_for("" if self._is_line else self.wanted.value)
        self._show()

    @property
    def _is_line(self) -> bool:
        """Whether what was typed is a line's number, or the beginning of one: nothing is looked for then."""
        return (self.wanted.value == ":" and not self.finding.vim) or self._line is not None

    @property
    def _line(self) -> int | None:
        """The line to go to, if that is what was typed."""
        typed = self.wanted.value.strip()
        if not typed.startswith(":") or not typed[1:].isdecimal() or len(typed) > 10:
            return None
        return int(typed[1:])

    def action_enter(self) -> None:
        """Go on: to the line, to the next place, or replace and go on."""
        typed = self.wanted.value
        if self._takes_commands:
            self.action_close()
            self.post_message(Commanded(typed))
        elif self._line is not None:
            line = self._line
            self.finding.drop()
            self._editor.go_to_line(line)
            self.action_close()
        elif self.instead.has_focus:
            self.finding.replace(self.instead.value)
        elif self.finding.vim:
            self.action_close()
        else:
            self.finding.step(1)
        self._show()

    def action_step(self, by: int) -> None:
        """To the next place, or the one before."""
        self.finding.step(by)
        self._show()

    def action_other_field(self) -> None:
        """From what is wanted to what takes its place, and back."""
        if self._takes_commands or self._editor.read_only:
            return
        if not self._replaces:
            self._replaces = True
            for widget in (self.instead, self.query_one("#find-arrow")):
                widget.display = True
        self.screen.set_focus(self.wanted if self.instead.has_focus else self.instead, scroll_visible=False)
        self._show()

    def action_replace_all(self) -> None:
        """Replace every place at once."""
        if not self._replaces:
            self.action_other_field()
        elif not self._editor.read_only:
            self._show(self.finding.replace_all(self.instead.value))

    def action_case(self) -> None:
        """Tell small letters from large ones, or no longer."""
        self.finding.case = not self.finding.case
        self._look()

    def on_click(self, event: events.Click) -> None:
        """What the status offers is done where it is clicked."""
        told = self.query_one("#find-told")
        at = event.screen_x - told.region.x
        if event.widget is not told or at < self._case_at:
            return
        if at < self._keys_at:
            self.action_case()
        elif self._replaces:
            self.action_replace_all()
        else:
            self.action_other_field()

    # what it tells

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        if self.display:
            self._show()

    def _show(self, replaced: int | None = None) -> None:
        told: list[Part] = []
        self._case_at = self._keys_at = NOWHERE
        finding = self.finding
        if replaced is not None:
            told = [(_("{n} replaced").format(n=f"{replaced:,}"), "accent")]
        elif not self._takes_commands and self._is_line:
            told = [(_("a line, 1 to {last}").format(last=f"{self._editor.document.line_count:,}"), "label")]
        elif not self._takes_commands and self.wanted.value:
            count = len(finding.found)
            if not count:
                told = [(_("not found"), "fault")]
            else:
                told = [(_("{n} of {all}").format(n=finding.number, all=f"{count:,}"), "body")]
        if not self._takes_commands:
            told.append(("  " if told else "", "label"))
            self._case_at = sum(cell_len(text) for text, _role in told)
            told.append((_("Aa") if finding.case else _("aa"), "key" if finding.case else "label"))
            if self.size.width >= ROOMY:
                told.append((" Alt+c  ", "label"))
                self._keys_at = sum(cell_len(text) for text, _role in told)
                told += self._keys()
        bar = self.query_one("#find-told", Bar)
        bar.styles.width = sum(cell_len(text) for text, _role in told) + 1
        bar.show([], [*told, (" ", "label")])

    def _keys(self) -> list[Part]:
        if self._replaces:
            return [("Alt+a", "key"), (" " + _("all"), "label")]
        return [("Tab", "key"), (" " + _("replace"), "label")]
