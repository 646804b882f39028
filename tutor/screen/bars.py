"""The one-line widgets: bars, the title of a pane, the keys that matter now. *Screen side.*"""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.widget import Widget

from tutor.course import glyphs
from tutor.course.lines import words
from tutor.language import _
from tutor.screen.keys import BY_ID
from tutor.screen.text_view import visible
from tutor.screen.theme import styles

Part = tuple[str, str]  # a text and its role


class Bar(Widget):
    """One line: parts on the left, parts on the right; what does not fit is cut on the left's end, with a sign."""

    DEFAULT_CSS = "Bar { height: 1; width: 1fr; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._left: Sequence[Part] = ()
        self._right: Sequence[Part] = ()

    def show(self, left: Sequence[Part], right: Sequence[Part] = ()) -> None:
        """Show `left` and `right`."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    @property
    def plain(self) -> str:
        """What the bar says."""
        return "".join(text for text, _ in [*self._left, *self._right])

    def render(self) -> Text:
        left, right = self._drawn(self._left), self._drawn(self._right)
        room = self.size.width - right.cell_len
        if left.cell_len > room - 2 and right.cell_len:
            left.truncate(max(0, room - 2), overflow="ellipsis")
        elif left.cell_len > room:
            left.truncate(max(0, room), overflow="ellipsis")
        left.append(" " * max(0, room - left.cell_len))
        return left.append_text(right)

    def _drawn(self, parts: Sequence[Part]) -> Text:
        known = styles(self.app.theme)
        text = Text(no_wrap=True, end="")
        for part, role in parts:
            text.append(visible(glyphs.drawn(part)), known.get(role, ""))
        return text


class PaneTitle(Bar):
    """A pane's title in a thin rule, heavy and in the accent colour while the pane has the focus."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._focused = False
        self._open = 0

    def keep_open(self, cells: int) -> None:
        """Leave the rule open over the first `cells` cells behind its beginning, for what comes and goes there."""
        if cells != self._open:
            self._open = cells
            self.refresh()

    def set_focused(self, focused: bool) -> None:
        """Say whether the pane under this title has the focus."""
        if focused != self._focused:
            self._focused = focused
            self.refresh()

    def render(self) -> Text:
        known = styles(self.app.theme)
        stroke, style = ("━", known["accent"]) if self._focused else ("─", known["rule"])
        stroke = glyphs.drawn(stroke)
        left, right = self._drawn(self._left), self._drawn(self._right)
        room = self.size.width - right.cell_len - (2 if right else 0) - 4
        if left.cell_len > room:
            left.truncate(max(0, room), overflow="ellipsis")
        text = Text(no_wrap=True, end="")
        text.append(stroke, style).append(" ")
        text.append_text(left).append(" ")
        blank = max(0, min(self._open, room) - left.cell_len)
        text.append(" " * blank).append(stroke * max(0, room - left.cell_len - blank), style)
        if right:
            text.append(" ").append_text(right).append(" ")
        return text.append(stroke, style)


class KeyBar(Bar):
    """The keys that matter now, and what they do; each can be clicked. News takes as many lines as it needs."""

    DEFAULT_CSS = "KeyBar { max-height: 4; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._ends: list[tuple[int, int, str]] = []
        self._news: Part | None = None
        self.ids: tuple[str, ...] = ()  # the actions whose keys are shown, or would be but for the news

    def show_keys(self, ids: Sequence[str | tuple[str, str]], news: Part | None = None) -> None:
        """Show the keys of the actions `ids`, each possibly with another label than the table's; or `news` instead."""
        parts: list[Part] = [(" ", "label")]
        self._ends = []
        self.ids = tuple(one if isinstance(one, str) else one[0] for one in ids)
        at = 1
        for one in ids:
            action, label = (one, _(BY_ID[one].label)) if isinstance(one, str) else one
            shown = BY_ID[action].shown
            parts += [(shown, "key"), (f" {label}", "label"), ("   ", "label")]
            size = cell_len(f"{shown} {label}")
            self._ends.append((at, at + size, action))
            at += size + 3
        if news is not None:
            parts, self._ends = [(" ", "label"), news], []
        self._news = news
        self.show(parts, [(BY_ID["help"].shown, "key"), (f" {_(BY_ID['help'].label)} ", "label")])
        self._fit_news()

    def on_resize(self) -> None:
        self._fit_news()

    def _fit_news(self) -> None:
        rows = max(1, len(self._told()))
        height = self.styles.height
        if height is None or height.value != rows:
            self.styles.height = rows

    def _told(self) -> list[str]:
        """The news in lines, none wider than there is room for."""
        if self._news is None or not self.size.width:
            return []
        room = self._room - 1
        return ["".join(span.text for span in line) for line in words(max(10, room), self._news[0])]

    def render(self) -> Text:
        told = self._told()
        if len(told) > 1 and self._news is not None:
            known, right = styles(self.app.theme), self._drawn(self._right)
            text = Text(no_wrap=True, end="")
            for row in told:
                text.append(visible(f" {row}"), known.get(self._news[1], ""))
                text.append("\n" if row is not told[-1] else "")
            gap = self.size.width - right.cell_len - 1 - cell_len(told[-1])
            return text.append(" " * max(1, gap)).append_text(right)
        # What doesn't fit is left out whole: half a word of a key's meaning is none.
        left = self._left
        fitting = sum(end <= self._room for _start, end, _action in self._ends)
        if self._ends:
            self._left = left[: 3 * fitting]  # without the gap behind the last of them
        try:
            return super().render()
        finally:
            self._left = left

    def on_click(self, event: events.Click) -> None:
        row = event.y if self._news is None else event.y - len(self._told()) + 1  # the help stands in the last one
        if row == 0 and event.x >= self.size.width - self._beside:
            self._press("help")
        for start, end, action in self._ends:
            if start <= event.x < end <= self._room:
                self._press(action)

    def _press(self, action: str) -> None:
        """Do what the action's key does where the focus is: the screen, the program or a widget may be who knows it."""
        for key in BY_ID[action].in_force[:1]:
            self.app.simulate_key(key)

    @property
    def _beside(self) -> int:
        """How many cells stand at the right."""
        return cell_len("".join(text for text, _role in self._right))

    @property
    def _room(self) -> int:
        """How many cells there are for the keys."""
        return self.size.width - self._beside - 2
