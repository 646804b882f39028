"""Something picked out of many by typing a few letters of it: what fits stands below. *Screen side.*"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from tutor.course.lines import Line, line, words
from tutor.language import _
from tutor.screen.bars import PaneTitle, Part
from tutor.screen.messages import SettingsChanged
from tutor.screen.prose import Prose

SHOWN = 12  # rows in sight at once, at most
AROUND = 9  # lines of the sheet, and around it, that aren't rows

T = TypeVar("T")


class PickScreen(ModalScreen[str], Generic[T]):
    """Shows what `found` gives for what is typed, and gives back the `answer` of the one that was picked, or None."""

    CSS_PATH = "palette.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("down", "step(1)", show=False, priority=True),
        Binding("pageup", "step(-8)", show=False, priority=True),
        Binding("pagedown", "step(8)", show=False, priority=True),
    ]

    def __init__(self, typed: str = "") -> None:
        super().__init__()
        self._typed = typed
        self._found: Sequence[T] = []
        self._at = 0
        self._tops: list[int] = []  # of each row in sight, its first line
        self._first = 0

    # what the pickers differ in

    def heading(self) -> str:
        """The title of the sheet."""
        raise NotImplementedError

    def invitation(self) -> str:
        """What stands where nothing is typed yet."""
        raise NotImplementedError

    def find(self, typed: str) -> Sequence[T]:
        """What fits."""
        raise NotImplementedError

    def answer(self, item: T) -> str:
        """What is given back for `item`."""
        raise NotImplementedError

    def row(self, item: T, width: int, *, here: bool) -> list[Line]:
        """`item` drawn for `width` cells, its first line without the sign of the one that is set off."""
        raise NotImplementedError

    def nothing(self) -> str:
        """What is said when nothing fits."""
        return _("nothing like that")

    # how they work

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield PaneTitle(id="palette-title")
            wanted = Input(self._typed, id="wanted", compact=True, placeholder=self.invitation(), select_on_focus=False)
            wanted.cursor_blink = False  # an idle screen sends nothing
            yield wanted
            yield Prose(self._lines, id="found")

    def on_mount(self) -> None:
        self.query_one(PaneTitle).set_focused(True)
        self._show_title()
        wanted = self.query_one(Input)
        wanted.focus()
        wanted.value = self._typed
        wanted.cursor_position = len(self._typed)
        self.search_again()

    @on(SettingsChanged)
    def _show_title(self) -> None:
        title: list[Part] = [(self.heading(), "heading")]
        self.query_one(PaneTitle).show(title, [("Esc", "key"), (" " + _("closes"), "label")])

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        self.query_one("#found", Prose).show(self._lines)

    def type(self, text: str) -> None:
        """Add `text` to what is typed."""
        self._typed += text
        if self.is_mounted:
            self.query_one(Input).insert_text_at_cursor(text)

    def search_again(self) -> None:
        """Look anew for what is typed."""
        self._found = self.find(self.query_one(Input).value)
        self._at = 0
        self.query_one("#found", Prose).show(self._lines)

    def _lines(self, width: int) -> list[Line]:
        """The rows in sight, among them the one that is set off, whole."""
        self._tops = []
        if not self._found and not self.query_one(Input).value.strip():
            return []
        if not self._found:
            return words(width, (self.nothing(), "dim"))
        room = max(3, self.app.size.height - AROUND)
        first = max(0, min(self._at - SHOWN // 2, len(self._found) - SHOWN))
        drawn = {at: self._drawn(at, width) for at in range(first, min(first + SHOWN, len(self._found)))}
        while first < self._at and sum(len(drawn[at]) for at in range(first, self._at + 1)) > room:
            first += 1
        self._first = first
        lines: list[Line] = []
        for at in range(first, max(drawn) + 1):
            if len(lines) + len(drawn[at]) > room and at > self._at:
                break
            self._tops.append(len(lines))
            lines += drawn[at]
        return lines[:room]

    def _drawn(self, at: int, width: int) -> list[Line]:
        here = at == self._at
        head, *rest = self.row(self._found[at], max(8, width - 2), here=here)
        return [[*line(("› " if here else "  ", "accent")), *head], *([*line("  "), *row] for row in rest)]

    @on(Input.Changed)
    def _search(self) -> None:
        self.search_again()

    @on(Input.Submitted)
    def _choose(self) -> None:
        if self._found:
            self.dismiss(self.answer(self._found[self._at]))

    def on_click(self, event: events.Click) -> None:
        if event.widget is not None and event.widget.id == "found":
            rows = [number for number, top in enumerate(self._tops) if top <= event.y]
            if rows:
                self._at = self._first + rows[-1]
                self._choose()

    def action_step(self, step: int) -> None:
        """Go to another row; beyond the last one, to the first."""
        if self._found:
            last = len(self._found) - 1
            wanted = self._at + step
            around = last if wanted < 0 else 0
            self._at = wanted if 0 <= wanted <= last else around if abs(step) == 1 else max(0, min(last, wanted))
            self.query_one("#found", Prose).show(self._lines)
