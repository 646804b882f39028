"""Texts as they were left in the editor, with what can be undone in them, for one sitting. *Screen side.* Headless."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.widgets.text_area import Selection

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
        import pickle  # neither is owed before something was written
        import zlib

        self._left.pop(address, None)
        self._left[address] = zlib.compress(pickle.dumps(opened), level=1)
        while len(self._left) > 1 and self.held > self._limit:
            self._left.popitem(last=False)

    def take(self, address: str, text: str) -> Opened | None:
        """What was left at `address`, if its text is still `text`: another session may have written there."""
        import pickle
        import zlib

        packed = self._left.pop(address, None)
        if packed is None:
            return None
        opened: Opened = pickle.loads(zlib.decompress(packed))
        return opened if opened.text == text else None

    @property
    def held(self) -> int:
        """How many bytes are kept."""
        return sum(map(len, self._left.values()))
