"""Texts as they were left in the editor, with what can be undone in them, for one sitting. *Screen side.* Headless."""

from __future__ import annotations

import json
import zlib
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.document._document import Selection

if TYPE_CHECKING:
    from tutor.screen.editing.steps import Steps

KEPT = 1_000_000  # bytes of all texts and their steps, some ten thousand edits


@dataclass
class Opened:
    """A text as it was left in the editor, with what can be undone in it."""

    text: str
    selection: Selection
    history: Steps


class LeftTexts:
    """Remembers what was left by its address; what was left longest ago is forgotten first.

    Each is kept packed: an edit is sixteen objects, which take a kilobyte and would lie among all that comes and goes.
    """

    def __init__(self, limit: int = KEPT) -> None:
        self._limit = limit
        self._left: OrderedDict[str, bytes] = OrderedDict()

    def put(self, address: str, opened: Opened) -> None:
        """Remember `opened` as what was left at `address`."""
        data = [opened.text, opened.selection, opened.history.plain()]
        self._left.pop(address, None)
        # A text that holds half a pair of surrogates is kept as it is, too.
        self._left[address] = zlib.compress(json.dumps(data).encode("ascii"), level=1)
        while len(self._left) > 1 and self.held > self._limit:
            self._left.popitem(last=False)

    def take(self, address: str, text: str) -> Opened | None:
        """What was left at `address`, if its text is still `text`: another session may have written there."""
        packed = self._left.pop(address, None)
        if packed is None:
            return None
        left, ((row, column), (to_row, to_column)), steps = json.loads(zlib.decompress(packed))
        if left != text:
            return None
        from tutor.screen.editing.steps import Steps  # not owed by the map

        return Opened(left, Selection((row, column), (to_row, to_column)), Steps.again(steps))

    @property
    def held(self) -> int:
        """How many bytes are kept."""
        return sum(map(len, self._left.values()))
