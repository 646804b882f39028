"""What is typed, cut into keys: each escape sequence whole, wherever the line cut it. *Any side.*

Textual's parser waits behind Alt and a letter whether a longer sequence follows, so that a second one in the same
packet turned the first into typed text, and it types what it doesn't know. A terminal's sequences say by their form
where they end.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from time import monotonic

ESCAPE = "\x1b"
LONGEST = 64  # characters of a sequence; more is none
LATE = 1.0  # seconds in which the rest of what was given up may still come

# CSI (of the Linux console's function keys, of the mouse as it was first told, of rxvt with shift, of all others), SS3,
# and Alt with a character.
_WHOLE = re.compile(
    r"\x1b(?:\[\[[A-E]|\[M[^\x1b]{3}|\[\d+\$|\[(?![\[M])[0-?]*[ -/]*[@-~]|O[0-9;]*[@-~]|[^\x1b\[O])", re.DOTALL
)
_BEGUN = re.compile(r"\x1b(?:\[(?:\[|M[^\x1b]{0,2}|[0-?]*[ -/]*)?|O[0-9;]*)?")


class Sequences:
    """`feed` cuts what comes into units: text, or one whole escape sequence, or Esc."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self.held = ""  # of a sequence that was begun and isn't whole
        self._given_up = ""
        self._given_up_at = -LATE

    def feed(self, text: str) -> list[str]:
        """The units that are whole now, in their order."""
        text = self._without_late(text)
        text, self.held = self.held + text, ""
        units: list[str] = []
        while text:
            before, escape, after = text.partition(ESCAPE)
            if before:
                units.append(before)
            if not escape:
                break
            text = escape + after
            size, whole = _cut(text)
            if not size:
                self.held = text
                break
            if whole:
                units.append(text[:size])
            text = text[size:]
        return units

    def give_up(self) -> str:
        """What was begun means this, if nothing more comes: Esc, or nothing."""
        held, self.held = self.held, ""
        self._given_up, self._given_up_at = held, self._now()
        return ESCAPE if held == ESCAPE else ""

    def _without_late(self, text: str) -> str:
        """`text` without the rest of a sequence that was given up too early.

        Behind a lone Esc, that is known only by more than one character at once and a bracket: what a person types
        behind it, in vim's way, comes alike.
        """
        begun, self._given_up = self._given_up, ""
        if not begun or self._now() - self._given_up_at > LATE:
            return text
        found = _WHOLE.match(begun + text)
        if found is None or (begun == ESCAPE and not (text.startswith("[") and found.end() > 2)):
            return text
        return text[found.end() - len(begun) :]


def _cut(text: str) -> tuple[int, bool]:
    """How many characters at the beginning of `text`, an Esc and what follows, belong together, and whether they are a
    key; 0 while that isn't known."""
    found = _WHOLE.match(text)
    if found is not None:
        return found.end(), True
    begun = _BEGUN.match(text)
    assert begun is not None
    size = begun.end()
    if size == len(text) and size <= LONGEST:
        return 0, False
    # Cut off by another one, or no sequence at all: Esc itself is one, the rest is nothing anybody typed.
    return (1, True) if text[1:2] == ESCAPE else (size, False)
