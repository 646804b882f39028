"""Keys given to actions by the learner: which may be given, and why others may not. *Screen side.* Headless."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tutor.course.document import visible
from tutor.language import _
from tutor.screen.keys import TABLE, Key, spelled

ALIASES = {
    "ctrl+i": "Tab",
    "ctrl+m": "Enter",
    "ctrl+j": "Enter",
    "ctrl+h": "Backspace",
    "ctrl+left_square_bracket": "Esc",
    "alt+b": "Ctrl+Left",
    "alt+f": "Ctrl+Right",
}
PREFIXES = {"ctrl+a": "GNU screen", "ctrl+b": "tmux"}
TAKEN_BY_TERMINALS = ("f1", "f10", "f11", "f12")
OF_EVERY_EDITOR = (
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete", "backspace"),
    *("enter", "tab", "shift+tab", "escape", "space"),
    *(f"{held}+{arrow}" for held in ("ctrl", "shift") for arrow in ("left", "right")),
    *("shift+up", "shift+down", "ctrl+w", "ctrl+u"),
)
ARRIVES = re.compile(
    r"ctrl\+([a-z]|underscore|backslash|up|down|left|right|home|end|pageup|pagedown)"
    r"|alt\+([a-z0-9]|up|down|left|right|home|end)|shift\+(up|down|home|end)|f([1-9]|1[0-2])"
)


def movable() -> list[Key]:
    """The actions that a key can be given to: those bound from the table, but for stopping, which Esc must do."""
    return [key for key in TABLE if key.bound and key.keys and key.id != "stop"]


def why_not(action: str, key: str, remapped: Mapping[str, str]) -> str:
    """Why `key` can't be given to `action` beside what is `remapped` already: one line; "" if it can."""
    shown = visible(spelled(key))[:40]
    if key in ALIASES:
        return _("{key} is what terminals send for {other}").format(key=shown, other=ALIASES[key])
    if key in PREFIXES:
        return _("{key} never arrives within {program}").format(key=shown, program=PREFIXES[key])
    if key in TAKEN_BY_TERMINALS:
        return _("many terminals keep {key} for themselves").format(key=shown)
    if key in OF_EVERY_EDITOR:
        return _("{key} is for moving and writing").format(key=shown)
    if not ARRIVES.fullmatch(key):
        if "+" not in key or key.startswith("shift+"):
            return _("{key} is for writing; take one with ctrl or alt, or F2 to F9").format(key=shown)
        told = _("{key} doesn't arrive in every terminal; take ctrl or alt with a letter, or F2 to F9")
        return told.format(key=shown)
    return taken(action, key, remapped)


def taken(action: str, key: str, remapped: Mapping[str, str]) -> str:
    """Who else `key` belongs to, in one line; "" if nobody."""
    for one in TABLE:
        keys = (remapped[one.id],) if one.id in remapped else one.keys
        if one.id != action and key in keys:
            return _("{key} is already: {action}").format(key=spelled(key), action=_(one.label))
    return ""


def usable(remapped: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """What of `remapped` can be in force, and one line on the first that can't, "" if all can.

    For what was written by hand: two actions may have swapped their keys, so the whole is looked at.
    """
    known = {key.id for key in movable()}
    good = {action: key for action, key in remapped.items() if action in known}
    trouble = ""
    for action in remapped:
        if action not in known:
            trouble = trouble or _("settings: there is no action `{action}` to give a key to").format(action=action)
            continue
        reason = why_not(action, good[action], good)
        if reason:
            del good[action]
            trouble = trouble or _("settings: `{action}` keeps its own key: {reason}").format(
                action=action, reason=reason
            )
    return good, trouble
