"""The panel below the editor: the verdict, the output, the hints, one view at a time. *Screen side.*"""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from tutor.course.lines import Line, words
from tutor.screen.bars import PaneTitle, Part
from tutor.screen.text_view import LayOut, TextView

VIEWS = ("verdict", "output", "hints")


class Views(PaneTitle):
    """The names of the views, the one that is open set off."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._ends: list[tuple[int, int, str]] = []

    def show_views(self, current: str, notes: dict[str, str], state: str) -> None:
        """Show which view is `current`; `notes` follow the names, `state` stands at the right."""
        parts: list[Part] = []
        self._ends = []
        at = 2
        for name in VIEWS:
            # While something goes on, that is what the room is for.
            label = f"{name} {notes[name]}" if notes.get(name) and not state else name
            label = f"[{label}]" if name == current else f" {label} "
            parts.append((label, "key" if name == current else "label"))
            self._ends.append((at, at + len(label), name))
            at += len(label)
        self.show(parts, [(state, "accent")] if state else [])

    def on_click(self, event: events.Click) -> None:
        for start, end, name in self._ends:
            if start <= event.x < end and isinstance(self.parent, Panel):
                self.parent.open(name)


class Panel(Vertical):
    """Holds what each view shows, and shows one. `state` is a word on what goes on: "running…"."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._content: dict[str, LayOut] = {}
        self._notes: dict[str, str] = {}
        self._state = ""
        self.is_fresh = True  # whether nothing was shown here yet on this page
        self.current = VIEWS[0]

    def compose(self) -> ComposeResult:
        yield Views(id="views")
        yield TextView(id="panel-text", column=100)

    @property
    def view(self) -> TextView:
        """The text shown now."""
        return self.query_one("#panel-text", TextView)

    def set_view(self, name: str, lay_out: LayOut, *, open: bool = True) -> None:
        """Give view `name` what it shows, and open it unless told not to."""
        self._content[name] = lay_out
        self.is_fresh = self.is_fresh and not open
        if open or name == self.current:
            self.open(name)

    def clear(self, hint: str) -> None:
        """Empty every view; the first one says `hint`."""
        self._content = {VIEWS[0]: _just(hint)}
        self._state = ""
        self.is_fresh = True
        self.open(VIEWS[0])

    def open(self, name: str) -> None:
        """Show view `name`."""
        self.current = name
        self.view.show(self._content.get(name, _nothing_yet(name)))
        self._show_title()

    def turn(self, step: int) -> None:
        """Show the view `step` further."""
        self.open(VIEWS[(VIEWS.index(self.current) + step) % len(VIEWS)])

    def note(self, name: str, text: str) -> None:
        """Put `text` behind the name of view `name`."""
        self._notes[name] = text
        self._show_title()

    def set_state(self, state: str) -> None:
        """Say what goes on."""
        self._state = state
        self._show_title()

    def set_focused(self, focused: bool) -> None:
        """Say whether the panel has the focus."""
        self.query_one(Views).set_focused(focused)

    def _show_title(self) -> None:
        if self.is_mounted:
            self.query_one(Views).show_views(self.current, self._notes, self._state)


def _nothing_yet(name: str) -> LayOut:
    sentences = {
        "verdict": "^r checks your answer.",
        "output": "^e runs your code; what it prints and gives stands here.",
        "hints": "^g takes a hint.",
    }

    return _just(sentences[name])


def _just(text: str) -> LayOut:
    def lay_out(width: int) -> list[Line]:
        return words(width, (text, "dim"))

    return lay_out
