"""Brackets and quotes that close themselves, as an answer to what is typed where. *Any side.*

Plain functions over the line around the cursor; the editor calls them for keys, and never for what is pasted.
"""

from __future__ import annotations

from dataclasses import dataclass

BRACKETS = {"(": ")", "[": "]", "{": "}"}
QUOTES = "\"'"
PAIRS = {**BRACKETS, **{quote: quote for quote in QUOTES}}
_OPENING = {closing: opening for opening, closing in BRACKETS.items()}
_PREFIXES = {"r", "b", "f", "u", "rb", "br", "fr", "rf"}  # of strings
_MAY_FOLLOW = " \t)]},:;"  # before these a pair is closed; before a word it is not


@dataclass(frozen=True)
class Typed:
    """What a key does: `text` is put in, and the cursor stands `behind` characters after where it was."""

    text: str
    behind: int


def typed(character: str, before: str, after: str) -> Typed | None:
    """What typing `character` between `before` and `after`, the two parts of a line, does; None: only itself.

    A `Typed` without text types over the closing one that is there.
    """
    if character in QUOTES:
        return _quote(character, before, after)
    within = within_what(before)
    if character in _OPENING:
        over = after.startswith(character) and within == "" and not _is_wanting(_OPENING[character], before + after)
        return Typed("", 1) if over else None
    if character not in BRACKETS or within or not _has_room(after):
        return None
    if _counts(character, before + after) < 0:
        return None  # the closing one stands there already
    return Typed(character + BRACKETS[character], 1)


def _quote(quote: str, before: str, after: str) -> Typed | None:
    within = within_what(before)
    if within in (quote, quote * 3):
        backslashes = len(before) - len(before.rstrip("\\"))
        return Typed("", 1) if after.startswith(quote) and backslashes % 2 == 0 else None
    if within or not _has_room(after):
        return None
    if before.endswith(quote * 2) and not before.endswith(quote * 3):
        return Typed(quote + quote * 3, 1)
    word = _word_at_end(before)
    if before.endswith(quote) or (word and word.lower() not in _PREFIXES):
        return None
    return Typed(quote * 2, 1)


def is_empty_pair(before: str, after: str) -> bool:
    """Whether the cursor stands in a pair with nothing in it, which backspace takes away whole."""
    return bool(before and after) and PAIRS.get(before[-1]) == after[0]


def opens_here(before: str, after: str) -> bool:
    """Whether the cursor stands between two brackets with nothing in them, which Enter takes apart."""
    return bool(before and after) and BRACKETS.get(before[-1]) == after[0]


def surrounded(character: str, selected: str) -> str | None:
    """`selected` within the pair that `character` opens; None if it opens none, or a quote would span lines."""
    if character not in PAIRS or (character in QUOTES and "\n" in selected):
        return None
    return character + selected + PAIRS[character]


def within_what(before: str) -> str:
    """What the end of `before` is within: a quote, three of them, `#` for a comment, or nothing."""
    return _scanned(before)[0]


def _scanned(line: str) -> tuple[str, str]:
    """What the end of `line` is within, and `line` with blanks for what stands in strings and comments."""
    within = ""
    code: list[str] = []
    at = 0
    while at < len(line):
        character = line[at]
        size = 1
        if within == "":
            if character == "#":
                return "#", "".join(code)
            if character in QUOTES:
                size = 3 if line.startswith(character * 3, at) else 1
                within = character * size
            else:
                code.append(character)
        elif character == "\\":
            size = 2
        elif line.startswith(within, at):
            size = len(within)
            within = ""
        at += size
    return within, "".join(code)


def _counts(opening: str, line: str) -> int:
    """How many more of `opening` than of its closing one stand in the code of `line`."""
    code = _scanned(line)[1]
    return code.count(opening) - code.count(BRACKETS[opening])


def _is_wanting(opening: str, line: str) -> bool:
    return _counts(opening, line) > 0


def _has_room(after: str) -> bool:
    return not after or after[0] in _MAY_FOLLOW


def _word_at_end(before: str) -> str:
    at = len(before)
    while at and (before[at - 1].isalnum() or before[at - 1] == "_"):
        at -= 1
    return before[at:]
