"""What is looked for in the editor: where it stands, which one is next, what takes its place. *Screen side.*"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Protocol

from textual.widgets.text_area import Selection

from tutor.screen.editing.search import Location, Match, following, literally, matches, replaced
from tutor.screen.vim.pattern import pattern_of


class Text(Protocol):
    """What is looked through: the editor."""

    selection: Selection

    @property
    def lines(self) -> Sequence[str]: ...
    def show_found(self, found: Sequence[Match], here: Match | None) -> None: ...
    def set_lines(self, first: int, last: int, lines: Sequence[str]) -> None: ...
    def center(self) -> None: ...


class Finding:
    """One search through a text; it is told what is wanted letter by letter."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._from: Location = (0, 0)
        self.case = False
        self.vim = False
        self.wanted = ""
        self.found: list[Match] = []
        self._here: int | None = None

    @property
    def number(self) -> int:
        """Which of those found one has come to, from 1; 0 for none."""
        return 0 if self._here is None else self._here + 1

    def begin(self, *, vim: bool) -> None:
        """Look from where the cursor is; what is wanted is one of vim's patterns (`vim`) or stands for itself."""
        self._from = min(self._text.selection)
        self.vim = vim
        self.found, self._here = [], None

    def look_for(self, wanted: str) -> None:
        """Find `wanted` everywhere, and go to the first one from where the search began."""
        self.wanted = wanted or self.wanted
        pattern = self._pattern(wanted)
        self.found = matches(self._text.lines, pattern) if pattern else []
        self._go(following(self.found, self._from, here=True))
        if not self.found:
            self._text.selection = Selection.cursor(self._from)

    def _pattern(self, wanted: str) -> re.Pattern[str] | None:
        if not wanted:
            return None
        return pattern_of(wanted, case=self.case) if self.vim else literally(wanted, case=self.case)

    @property
    def pattern(self) -> re.Pattern[str] | None:
        """The pattern of what is wanted."""
        return self._pattern(self.wanted)

    def step(self, by: int) -> None:
        """Go to the next one (1), or the one before (-1)."""
        if self.found:
            self._go(((self._here if self._here is not None else -1) + by) % len(self.found))
            self._from = min(self._text.selection)

    def _go(self, number: int | None) -> None:
        self._here = number
        here = None if number is None else self.found[number]
        if here is not None:
            self._text.selection = Selection((here.row, here.start), (here.row, here.end))
            self._text.center()
        self._text.show_found(self.found, here)

    def replace(self, instead: str) -> None:
        """Put `instead` in the place of this one and go to the next."""
        if self._here is None:
            return
        here = self.found[self._here]
        (line,) = replaced([self._text.lines[here.row]], [Match(0, here.start, here.end)], [instead])
        self._text.set_lines(here.row, here.row, [line])
        self._from = (here.row, here.start + len(instead))
        self._again()

    def replace_all(self, instead: str) -> int:
        """Put `instead` in the place of all of them, as one step; returns how many there were."""
        count = self._put(self.found, lambda _: instead)
        self._again()
        return count

    def _put(self, found: Sequence[Match], instead: Callable[[Match], str]) -> int:
        if not found:
            return 0
        first, last = found[0].row, found[-1].row
        moved = [Match(one.row - first, one.start, one.end) for one in found]
        lines = replaced(self._text.lines[first : last + 1], moved, [instead(one) for one in found])
        self._text.set_lines(first, last, lines)
        return len(found)

    def _again(self) -> None:
        pattern = self._pattern(self.wanted)
        self.found = matches(self._text.lines, pattern) if pattern else []
        self._go(following(self.found, self._from, here=True))

    def settle(self) -> None:
        """Stay at this one, with the cursor at its beginning."""
        if self._here is not None:
            here = self.found[self._here]
            self._text.selection = Selection.cursor((here.row, here.start))

    def drop(self) -> None:
        """Mark nothing any more."""
        self.found, self._here = [], None
        self._text.show_found((), None)

    def end(self) -> None:
        """The search is over: what was found is marked no longer."""
        self.drop()
