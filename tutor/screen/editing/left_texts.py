"""Texts as they were left in the editor, with what can be undone in them, for one sitting. *Screen side.* Headless."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.widgets.text_area import Selection

    from tutor.screen.editing.steps import Steps

KEPT = 1_000_000  # characters of texts and their steps, a thousand small edits


@dataclass
class Opened:
    """A text as it was left in the editor, with what can be undone in it."""

    text: str
    selection: Selection
    history: Steps

    @property
    def size(self) -> int:
        """How many characters it holds."""
        return len(self.text) + self.history.held


class LeftTexts:
    """Remembers what was left by its address; what was left longest ago is forgotten first."""

    def __init__(self, limit: int = KEPT) -> None:
        self._limit = limit
        self._left: OrderedDict[str, Opened] = OrderedDict()

    def put(self, address: str, opened: Opened) -> None:
        """Remember `opened` as what was left at `address`."""
        self._left.pop(address, None)
        self._left[address] = opened
        while len(self._left) > 1 and sum(one.size for one in self._left.values()) > self._limit:
            self._left.popitem(last=False)

    def take(self, address: str, text: str) -> Opened | None:
        """What was left at `address`, if its text is still `text`: another session may have written there."""
        opened = self._left.pop(address, None)
        return opened if opened is not None and opened.text == text else None
