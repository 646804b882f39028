"""Every command by name: type a few letters, press Enter. *Screen side.*"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from tutor.course.lines import Line, indented, line, prose
from tutor.screen.bars import PaneTitle
from tutor.screen.keys import Key
from tutor.screen.prose import Prose

LABEL = 16  # cells for a command's name
SHOWN = 12  # commands in sight at once


def matching(keys: Sequence[Key], typed: str) -> list[Key]:
    """The commands that every word of `typed` is found in; those whose name begins with it come first."""
    words = typed.casefold().split()
    found = [key for key in keys if all(word in f"{key.label} {key.help}".casefold() for word in words)]
    return sorted(found, key=lambda key: not key.label.casefold().startswith(typed.casefold().strip()))


class PaletteScreen(ModalScreen[str]):
    """Shows commands and gives back the id of the one that was chosen."""

    CSS_PATH = "palette.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+d,f9", "dismiss", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("down", "step(1)", show=False, priority=True),
    ]

    def __init__(self, keys: Sequence[Key]) -> None:
        super().__init__()
        self._keys = keys
        self._found = list(keys)
        self._at = 0

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield PaneTitle(id="palette-title")
            wanted = Input(id="wanted", compact=True, placeholder="type a few letters of a command")
            wanted.cursor_blink = False  # an idle screen sends nothing
            yield wanted
            yield Prose(self._lines, id="found")

    def on_mount(self) -> None:
        title = self.query_one(PaneTitle)
        title.set_focused(True)
        title.show([("Commands", "heading")], [("Esc", "key"), (" closes", "label")])
        self.query_one(Input).focus()

    def _lines(self, width: int) -> list[Line]:
        if not self._found:
            return [line(("no such command", "dim"))]
        first = max(0, min(self._at - SHOWN // 2, len(self._found) - SHOWN))
        lines: list[Line] = []
        for number, key in enumerate(self._found[first : first + SHOWN], first):
            here = number == self._at
            head = line(("› " if here else "  ", "accent"), (key.label.ljust(LABEL), "here" if here else "strong"))
            told, *rest = prose(key.help, max(8, width - LABEL - 14))
            lines.append([*head, *line((key.shown.ljust(11), "key")), *told])
            lines += indented(rest, " " * (LABEL + 13))
        return lines

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        self._found = matching(self._keys, event.value)
        self._at = 0
        self.query_one("#found", Prose).show(self._lines)

    @on(Input.Submitted)
    def _choose(self) -> None:
        if self._found:
            self.dismiss(self._found[self._at].id)

    def action_step(self, step: int) -> None:
        """Go to another command."""
        if self._found:
            self._at = (self._at + step) % len(self._found)
            self.query_one("#found", Prose).show(self._lines)
