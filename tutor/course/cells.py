"""How many cells of a terminal a text takes: Chinese two, accents none. *Any side.*"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tutor.course import glyphs

# Latin, Greek, Cyrillic, dashes, raised and lowered digits, arrows, operators, boxes: one cell each, whatever
# tables say of the rest. Most text is of these alone, and then no table is loaded.
_SINGLE = re.compile(
    "[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u1d2c-\u1d7f\u2010-\u2027\u2070-\u209c\u2190-\u21ff\u2200-\u22ff\u2500-\u257f]*"
)


def cells(text: str) -> int:
    """The width of `text`, which holds no control characters, in cells."""
    if _SINGLE.fullmatch(text):
        return len(text)
    return _measured(text)


@lru_cache(maxsize=4096)
def _measured(text: str) -> int:
    from rich.cells import cell_len  # what the screen draws with, so that both agree

    return cell_len(text)


def graphemes(text: str) -> Iterator[str]:
    """The characters of `text`, each with the accents that stand on it."""
    whole = ""
    for character in text:
        if whole and (cells(character) == 0 or whole[-1] == "\u200d"):
            whole += character
            continue
        if whole:
            yield whole
        whole = character
    if whole:
        yield whole


def cut(text: str, room: int) -> str:
    """`text` in at most `room` cells, its end replaced by a sign where it is longer."""
    if cells(text) <= room:
        return text
    sign, kept = glyphs.drawn("…"), ""
    for character in graphemes(text):
        if cells(kept + character + sign) > room:
            break
        kept += character
    return kept + sign
