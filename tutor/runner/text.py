"""*Any side.* What may be shown of anything that a learner's program wrote.

A terminal obeys what it is sent: colours, titles, the clipboard, the cursor. So nothing a program printed reaches a
screen before it went through `safe`, which makes visible everything that would act instead of being read.
"""

from __future__ import annotations

import codecs
import unicodedata

TYPE_CHECKING = False  # that of `typing`, which takes longer to import than this module
if TYPE_CHECKING:
    from typing import Any

LIMIT = 1 << 20  # characters of a whole text
LINE_LIMIT = 2000  # characters of one line
MARKS_LIMIT = 4  # combining marks on one letter: more is drawing over the neighbours' lines

# Letters and marks that show nothing of themselves: fillers, joiners, variation selectors (which change a character's
# width in some terminals only).
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0").union(
    *(map(chr, range(first, last + 1)) for first, last in ((0x180B, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF)))
)


def safe(text: bytes | str, limit: int = LIMIT, line_limit: int = LINE_LIMIT) -> str:
    """`text` with every control, bidirectional, zero-width and unassigned character spelled out, cut where too long.

    Newlines stay (CR LF counts as one), a tab becomes spaces to the next multiple of 8, bytes that are no UTF-8 become
    `\\xNN`. Lines longer than `line_limit`, and a text longer than `limit` characters, end in a note of what is gone.
    """
    whole = text.decode("utf-8", "backslashreplace") if isinstance(text, bytes) else text
    if len(whole) <= min(limit, line_limit) and whole.isascii() and whole.isprintable():
        return whole
    kept = whole[:limit]
    missing = len(whole) - len(kept)
    lines = kept.replace("\r\n", "\n").split("\n")
    shown = "\n".join(_safe_line(line, line_limit) for line in lines)
    return f"{shown}\n… ({missing} more characters)" if missing else shown


DEEPEST = 50  # levels of plain data: nothing that a child means to tell has ten


def safe_data(value: Any, level: int = 0) -> Any:
    """Plain data (as read from JSON) with every text in it made safe, keys and all; None for what is too deep."""
    match value:
        case str():
            return safe(value)
        case list() | dict() if level >= DEEPEST:
            return None
        case list():
            return [safe_data(item, level + 1) for item in value]
        case dict():
            return {safe(key): safe_data(item, level + 1) for key, item in value.items()}
    return value


class SafeStream:
    """`safe` for a stream of bytes that may be cut anywhere, inside a character too."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("backslashreplace")

    def feed(self, data: bytes, final: bool = False) -> str:
        """What may be shown of the next bytes."""
        return safe(self._decoder.decode(data, final))


def _safe_line(line: str, limit: int) -> str:
    missing = len(line) - limit
    if missing > 0:
        line = line[:limit]
    if not (line.isascii() and line.isprintable()):
        line = _spell_out(line)
    return f"{line} … ({missing} more characters)" if missing > 0 else line


def _spell_out(line: str) -> str:
    out: list[str] = []
    column, marks = 0, 0
    for character in line:
        piece = character
        if character == "\t":
            piece = " " * (8 - column % 8)
        elif _acts(character):
            piece = _escape(character)
        if unicodedata.category(character) in ("Mn", "Me"):  # those that enclose have no combining class
            marks += 1
            if marks > MARKS_LIMIT:
                continue
        else:
            marks = 0
        out.append(piece)
        column += len(piece)
    return "".join(out)


def _acts(character: str) -> bool:
    """Whether a terminal or a reader's eye could be led astray by it."""
    if character == " ":
        return False
    category = unicodedata.category(character)
    # Cc controls, Cf bidi and zero-width, Cs lone surrogates, Co private use, Cn unassigned, Zl and Zp line breaks.
    return category in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") or character in _UNSEEN


def _escape(character: str) -> str:
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
