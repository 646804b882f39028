"""The panel below the editor: the verdict, the output, what a run left, the hints, one at a time. *Screen side.*"""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from tutor.course.lines import Line, words
from tutor.language import _, later_
from tutor.screen.bars import PaneTitle, Part
from tutor.screen.keys import BY_ID
from tutor.screen.seeing import Seeing
from tutor.screen.text_view import LayOut, Scrolled, TextView

VIEWS = (
    later_("verdict"),
    later_("output"),
    later_("variables"),
    later_("graph"),
    later_("hints"),
    later_("docs"),
)
ASKED = ("verdict", "hints")  # the views of a page with questions: there is no code that could run
_AROUND = 4  # cells of a pane's title beside its words
_LONGEST = 8  # letters, where names have to be cut
_SHORTEST = 2  # letters of a view's name, where there is no room for more


class Views(PaneTitle):
    """The names of the views, the one that is open set off. Where they have no room, the others are cut short."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._ends: list[tuple[int, int, str]] = []
        self._names: tuple[str, ...] = VIEWS
        self._current, self._notes, self._state = VIEWS[0], dict[str, str](), ""
        self._has_more = False

    def show_views(
        self, names: tuple[str, ...], current: str, notes: dict[str, str], state: str, *, has_more: bool = False
    ) -> None:
        """Show which of `names` is `current`; `notes` follow the names, `state` stands at the right.

        Where nothing goes on and the view `has_more` below what is seen, the right says so, as far as there is room.
        """
        self._names, self._current, self._notes, self._state = names, current, dict(notes), state
        self._has_more = has_more
        self._fit()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        room = self.size.width - _AROUND - (cell_len(self._state) + 2 if self._state else 0)
        # While something goes on, that is what the room is for.
        choices = [self._labels(notes=not self._state), self._labels(), self._labels(close=True)]
        choices += [self._labels(letters, close=True) for letters in range(_LONGEST, _SHORTEST - 1, -1)]
        fitting = (labels for labels in choices if sum(map(cell_len, labels)) <= room)
        labels = choices[0] if not self.size.width else next(fitting, choices[-1])
        parts: list[Part] = []
        self._ends = []
        at = 2
        for name, label in zip(self._names, labels, strict=True):
            parts.append((label, "key" if name == self._current else "label"))
            self._ends.append((at, at + cell_len(label), name))
            at += cell_len(label)
        self.show(
            parts, [(self._state, "accent")] if self._state else self._more(room - sum(map(cell_len, labels)) - 2)
        )

    def _more(self, room: int) -> list[Part]:
        """That there is more below, and the key that leads there, or the sign alone."""
        if not self._has_more:
            return []
        key, told = BY_ID["more" if self._focused else "panel"].shown, " " + _("more")
        if cell_len(key + told) <= room:
            return [(key, "key"), (told, "label")]
        return [("↓", "label")] if room > 0 else []

    def _labels(self, letters: int | None = None, *, close: bool = False, notes: bool = False) -> list[str]:
        """The names of the views, those not open cut to `letters`; `close` to each other, or with their `notes`."""
        labels: list[str] = []
        for name in self._names:
            is_open = name == self._current
            label = _(name) if is_open else _(name)[:letters]
            if notes and self._notes.get(name):
                label += f" {self._notes[name]}"
            between = "" if close else " "
            label = f"[{label}]" if is_open else f"{between}{label}{between}"
            labels.append(f" {label}" if close and labels else label)
        return labels

    def on_click(self, event: events.Click) -> None:
        for start, end, name in self._ends:
            if start <= event.x < end and isinstance(self.parent, Panel):
                self.parent.open(name)


class Panel(Vertical):
    """Holds what each view shows, and shows one. `state` is a word on what goes on: "running…"."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right_square_bracket,right", "choose_tensor(1)", show=False),
        Binding("left_square_bracket,left", "choose_tensor(-1)", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._content: dict[str, LayOut] = {}
        self._notes: dict[str, str] = {}
        self._state = ""
        self.is_fresh = True  # whether nothing was shown here yet on this page
        self.views: tuple[str, ...] = VIEWS
        self.current = VIEWS[0]
        self.seeing = Seeing(self)

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

    def clear(self, hint: str, views: tuple[str, ...] = VIEWS) -> None:
        """Empty every view, and offer `views` from now on; the first one says `hint`."""
        self.views = views
        self._content = {VIEWS[0]: _just(hint)}
        self.seeing.clear()
        self._state = ""
        self.is_fresh = True
        self.open(VIEWS[0])

    def open(self, name: str) -> None:
        """Show view `name`."""
        self.current = name
        self.view.minds_height = name == "output"
        self.view.show(self._content.get(name, _nothing_yet(name)))
        self._show_title()

    def turn(self, step: int) -> None:
        """Show the view `step` further."""
        self.open(self.views[(self.views.index(self.current) + step) % len(self.views)])

    def note(self, name: str, text: str) -> None:
        """Put `text` behind the name of view `name`."""
        self._notes[name] = text
        self._show_title()

    def set_state(self, state: str) -> None:
        """Say what goes on."""
        self._state = state
        self._show_title()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Another tensor is chosen by keys where its history is in sight; elsewhere these keys are not the panel's."""
        return self.current == "graph" if action == "choose_tensor" else True

    def action_choose_tensor(self, step: int) -> None:
        """Show the history of the tensor `step` further."""
        self.seeing.choose(step)

    def set_focused(self, focused: bool) -> None:
        """Say whether the panel has the focus."""
        self.query_one(Views).set_focused(focused)
        self._show_title()

    def on_settings_changed(self) -> None:
        self._show_title()

    def _show_title(self) -> None:
        if self.is_mounted:
            has_more = self.view.is_scrolled_out and bool(self.view.size.height)
            self.query_one(Views).show_views(self.views, self.current, self._notes, self._state, has_more=has_more)

    @on(Scrolled)
    def _scrolled(self) -> None:
        self._show_title()


def _nothing_yet(name: str) -> LayOut:
    sentences = {
        "verdict": _("^r checks your answer."),
        "output": _("^e runs your code; what it prints and gives stands here."),
        "variables": _("^e runs your code; what its variables hold stands here."),
        "graph": _("^e runs your code; how gradients flow to a tensor of it stands here."),
        "hints": _("^g takes a hint."),
        "docs": _("^k tells what the name under the cursor is."),
    }
    return _just(sentences[name])


def _just(text: str) -> LayOut:
    def lay_out(width: int) -> list[Line]:
        return words(width, (text, "dim"))

    return lay_out
