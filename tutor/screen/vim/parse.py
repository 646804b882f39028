"""What the keys pressed so far mean in vim: a command, the beginning of one, or nothing. *Any side.*"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tutor.screen.vim.motions import SIMPLE
from tutor.screen.vim.objects import NAMES

OPERATORS = "dcy<>"
WITH_CHARACTER = "fFtT"
MOST = 9_999  # a larger count is a slip
_SINGLE = {
    *"iIaAoOsSxXDCYJpPuU.~vVnN*#;,G/?:",
    *("delete", "escape"),
}
_VISUAL = {*"dcyxsXDCYSJpP<>~uUovVnN*#;,G/?:r", *("delete", "backspace", "escape")}
_AFTER_G = {"g": "gg", "_": "g_", "e": "ge", "J": "J", "j": "j", "k": "k"}
_AFTER_Z = {"z": "zz", "t": "zz", "b": "zz", ".": "zz"}


class Unknown(Exception):
    """These keys mean nothing here."""


@dataclass(frozen=True)
class Command:
    """`name` is a motion, an object (`i"`, `a(`) or what is done; `operator` works on where it leads.

    `argument` is the character of `f`, `t`, `r` and their like. A count that wasn't given is None.
    """

    name: str
    operator: str = ""
    count: int | None = None
    argument: str = ""

    @property
    def times(self) -> int:
        """The count, or one."""
        return 1 if self.count is None else self.count


def parse(keys: Sequence[str], *, visual: bool = False) -> Command | None:
    """The command that `keys` are, or None while some are wanting.

    Raises Unknown where no further key could make them one.
    """
    count, at = _count(keys, 0)
    if at == len(keys):
        return None
    operator = ""
    if not visual and keys[at] in OPERATORS:
        operator = keys[at]
        more, at = _count(keys, at + 1)
        if more is not None:
            count = min(MOST, (count or 1) * more)
        if at == len(keys):
            return None
        if keys[at] == operator:
            return Command("line", operator, count)
    return _named(keys[at:], operator, count, visual)


def _named(keys: Sequence[str], operator: str, count: int | None, visual: bool) -> Command | None:
    first = keys[0]
    second = keys[1] if len(keys) > 1 else None
    takes_object = bool(operator) or visual
    if first in WITH_CHARACTER or (first == "r" and not operator):
        return None if second is None else Command(first, operator, count, _character(second))
    if first in "gz" and len(first) == 1:
        after = _AFTER_G if first == "g" else {} if operator else _AFTER_Z
        if second is None:
            return None
        if second not in after:
            raise Unknown
        return Command(after[second], operator, count)
    if takes_object and first in ("i", "a"):
        if second is None:
            return None
        if second not in NAMES:
            raise Unknown
        return Command(first + second, operator, count)
    if first in SIMPLE and not (visual and first == "backspace"):
        return Command(first, operator, count)
    if operator:
        if first in ("G", ";", ",", "n", "N", "*", "#"):
            return Command(first, operator, count)
        raise Unknown
    if first in (_VISUAL if visual else _SINGLE):
        return Command({"delete": "x", "backspace": "h"}.get(first, first), "", count)
    raise Unknown


def _count(keys: Sequence[str], at: int) -> tuple[int | None, int]:
    start = at
    while at < len(keys) and len(keys[at]) == 1 and keys[at] in "0123456789" and (at > start or keys[at] != "0"):
        at += 1
    return (min(MOST, int("".join(keys[start:at]))) if at > start else None), at


def _character(key: str) -> str:
    named = {"enter": "\n", "tab": "\t", "space": " "}
    if key in named:
        return named[key]
    if len(key) != 1:
        raise Unknown
    return key
