"""Every command by name, in whichever language it is typed; those used last come first. *Screen side.*"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from tutor.course.lines import Line, indented, line, words
from tutor.language import _, in_every
from tutor.screen.keys import Key
from tutor.screen.picking import PickScreen

LABEL = 16  # cells for a command's name
KEY = 11  # and for its key
RECENT = 3  # commands used last that come first, while nothing is typed


def matching(keys: Sequence[Key], typed: str, recent: Sequence[str] = ()) -> list[Key]:
    """The commands that every word of `typed` is found in; those whose name begins with it come first.

    While nothing is typed, those of `recent` (ids, the last one first) do.
    """
    wanted = typed.casefold().strip()
    if not wanted:
        known = {key.id: key for key in keys}
        first = [known[one] for one in recent if one in known][:RECENT]
        return [*first, *(key for key in keys if key not in first)]
    found = [key for key in keys if all(word in _told(key) for word in wanted.split())]
    return sorted(found, key=lambda key: not any(name.startswith(wanted) for name in _names(key)))


def _names(key: Key) -> tuple[str, ...]:
    return (key.label.casefold(), *in_every(key.label).casefold().split())


def _told(key: Key) -> str:
    return f"{in_every(key.label)} {in_every(key.help)} {key.shown}".casefold()


class PaletteScreen(PickScreen[Key]):
    """Shows commands and gives back the id of the one that was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+d,f9", "dismiss", show=False, priority=True)]

    def __init__(self, keys: Sequence[Key], recent: list[str]) -> None:
        super().__init__()
        self._keys = keys
        self._recent = recent

    def heading(self) -> str:
        return _("Commands")

    def invitation(self) -> str:
        return _("type a few letters of a command")

    def nothing(self) -> str:
        return _("no such command")

    def find(self, typed: str) -> Sequence[Key]:
        return matching(self._keys, typed, self._recent)

    def answer(self, item: Key) -> str:
        self._recent[:] = [item.id, *(one for one in self._recent if one != item.id)][:RECENT]
        return item.id

    def row(self, item: Key, width: int, *, here: bool) -> list[Line]:
        label = _(item.label)
        head = line((label, "here" if here else "strong"), " " * max(1, LABEL - cell_len(label)))
        told, *rest = words(width - LABEL - KEY, _(item.help))
        return [
            [*head, *line((item.shown.ljust(KEY), "key")), *told],
            *indented(rest, " " * (LABEL + KEY)),
        ]
