"""Vim's patterns, read as Python's. *Any side.*

`( ) { } + ? |` stand for themselves and mean something behind a backslash; `. * [ ] ^ $` mean what they always do.
"""

from __future__ import annotations

import re

_WITH_BACKSLASH = {"(": "(", ")": ")", "|": "|", "+": "+", "?": "?", "=": "?", "<": r"\b", ">": r"\b", "{": "{"}
_CLASSES = "dDsSwW"
_TO_ESCAPE = "(){}+?|"
_LETTERS = {"a": "[A-Za-z]", "l": "[a-z]", "u": "[A-Z]", "x": "[0-9A-Fa-f]", "t": r"\t", "n": r"\n"}


def translated(pattern: str) -> tuple[str, bool | None]:
    """`pattern` in Python's spelling, and whether it says itself to tell small letters from large (`\\C`, `\\c`)."""
    out: list[str] = []
    case: bool | None = None
    at = 0
    counting = False  # within \{n,m}
    while at < len(pattern):
        character = pattern[at]
        at += 1
        if counting and character == "}":
            out.append("}")
            counting = False
        elif character == "\\" and at < len(pattern):
            following = pattern[at]
            at += 1
            if following in "cC":
                case = following == "C"
            elif following == "}" and counting:
                out.append("}")
                counting = False
            else:
                counting = counting or following == "{"
                out.append(_behind_backslash(following))
        elif character in _TO_ESCAPE or (character == "*" and (not out or out[-1] in ("(", "|", "^"))):
            out.append("\\" + character)
        else:
            out.append(character)
    return "".join(out), case


def _behind_backslash(character: str) -> str:
    if character in _WITH_BACKSLASH:
        return _WITH_BACKSLASH[character]
    if character in _CLASSES or character.isdecimal():
        return "\\" + character
    return _LETTERS.get(character) or re.escape(character)


def pattern_of(wanted: str, *, case: bool = True) -> re.Pattern[str]:
    """The pattern that `wanted` is in vim; with `case`, small letters are told from large ones, if it doesn't say.

    What is no pattern (an open bracket, say) is looked for as it stands.
    """
    spelled, said = translated(wanted)
    flags = 0 if (case if said is None else said) else re.IGNORECASE
    try:
        return re.compile(spelled, flags)
    except (re.error, OverflowError, RecursionError):
        return re.compile(re.escape(wanted), flags)


def filled(instead: str, found: re.Match[str]) -> str:
    """What takes the place of `found`: `&` and `\\0` stand for all of it, `\\1` to `\\9` for its groups."""
    out: list[str] = []
    at = 0
    while at < len(instead):
        character = instead[at]
        at += 1
        if character == "&":
            out.append(found.group())
        elif character == "\\" and at < len(instead):
            following = instead[at]
            at += 1
            if following.isdecimal() and following.isascii():
                number = int(following)
                out.append((found.group(number) or "") if number <= found.re.groups else "")
            else:
                out.append({"t": "\t", "n": "\n", "r": "\n"}.get(following, following))
        else:
            out.append(character)
    return "".join(out)
