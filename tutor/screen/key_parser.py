"""Textual's parser of keys, given one whole sequence after the other: it never waits, and types no sequence.
*Screen side.*
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textual import events
from textual._xterm_parser import XTermParser
from textual.keys import Keys
from textual.message import Message

from tutor.screen.sequences import ESCAPE

NUMBERED = re.compile(r"\x1b\[\d+(;\d+)?~")


class KeyParser(XTermParser):
    """Makes messages of what `Sequences` gives."""

    def read(self, unit: str) -> list[Message]:
        """What `unit`, some text or one whole sequence, tells. A sequence that nobody knows tells nothing."""
        if unit == ESCAPE:
            return [events.Key("escape", ESCAPE)]
        if not unit.startswith(ESCAPE):
            return list(self.feed(unit)) if unit else []  # feeding nothing would say that the input has ended
        if len(unit) == 2:
            return list(self._with_alt(unit))
        told = list(self.feed(unit))
        if self._awaiting.timeout is not None:  # it goes on looking for an end that it knows
            self._gen = self.parse(self._tokens.append)
            self._awaiting = next(self._gen)
            self._timeout_time = None
        if NUMBERED.fullmatch(unit):  # a key with a number that nobody knows is taken for the character of that number
            return [one for one in told if not (isinstance(one, events.Key) and one.is_printable)]
        return told

    def _with_alt(self, unit: str) -> Iterator[Message]:
        """The key that comes with Alt: one that is known as such; with a control character that key alone."""
        character = unit[1]
        # Textual has it that Alt with a figure types what a Mac's keyboard has there.
        known = [one for one in self._sequence_to_key_events(unit) if not one.is_printable]
        if known or not character.isprintable():
            yield from (one for one in known or self._sequence_to_key_events(character) if one.key != Keys.Ignore)
            return
        for one in self._sequence_to_key_events(character):
            shifted = len(one.key) == 1 and one.key.isupper()
            # Without its character: it types nothing.
            yield events.Key(f"alt+shift+{one.key.lower()}" if shifted else f"alt+{one.key}", None)
