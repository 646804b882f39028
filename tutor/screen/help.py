"""Help: every key and what it does, made from the table of keys. *Screen side.*"""

from __future__ import annotations

from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from tutor.course.lines import Line, indented, line, prose
from tutor.screen.bars import PaneTitle
from tutor.screen.keys import TABLE, Key, spelled
from tutor.screen.text_view import TextView

INTRODUCTION = (
    "Each page is one idea, most with a task. Read, write your answer in the editor, check it. A failed check shows the"
    " first case that differs, what was expected and what came. Hints go from a nudge to nearly there. Nothing you"
    " write is lost: it is saved as you type."
)
KEYS_COLUMN = 22


def help_lines(width: int) -> list[Line]:
    """The help, laid out for `width` cells."""
    lines = prose(INTRODUCTION, width)
    for group, keys in groupby(TABLE, lambda key: key.group):
        lines += [[], line((group, "heading"))]
        for key in keys:
            lines += _key_lines(key, width)
    return lines


def _key_lines(key: Key, width: int) -> list[Line]:
    names = ", ".join(spelled(name) for name in key.keys) or "in the commands"
    first, *rest = prose(key.help, width - KEYS_COLUMN - 2)
    head = [*line("  ", (names.ljust(KEYS_COLUMN), "key" if key.keys else "dim")), *first]
    return [head, *indented(rest, " " * (KEYS_COLUMN + 2))]


class HelpScreen(ModalScreen[None]):
    """Shows the help until Esc."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,f1,question_mark,enter", "dismiss", show=False)]

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield PaneTitle(id="help-title")
            yield TextView(help_lines, column=90, id="help")

    def on_mount(self) -> None:
        title = self.query_one(PaneTitle)
        title.set_focused(True)
        title.show([("Help", "heading")], [("Esc", "key"), (" closes", "label")])
        self.query_one(TextView).focus()
