"""Drawn mathematics in ASCII alone: Greek spelled out, scripts behind `^` and `_`, strokes and brackets of plain signs.
*Any side.*

A sign that takes more cells in ASCII widens its whole column, so that what stood above and below it still does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from tutor.course.cells import cells, graphemes

# What no table of symbols tells better. The order of magnitude of a sign is kept: strokes one cell, words a word.
_SIGNS = {
    **dict.fromkeys("─╶╴╺", "-"),
    **dict.fromkeys("│┃⎢⎥⎜⎟⎪∣╪", "|"),
    **dict.fromkeys("⎡⎣", "["),
    **dict.fromkeys("⎤⎦", "]"),
    **dict.fromkeys("⎛⎠⎧⎭⌠⌡", "/"),
    **dict.fromkeys("⎝⎞⎩⎫╰", "\\"),
    **dict.fromkeys("⋅∗⋆", "*"),
    **dict.fromkeys("≤⩽", "<="),
    **dict.fromkeys("≥⩾", ">="),
    **dict.fromkeys("→⟶", "->"),
    **dict.fromkeys("←⟵", "<-"),
    **dict.fromkeys("⇒⟹", "=>"),
    **dict.fromkeys("⇔⟺⟷↔", "<->"),
    **dict.fromkeys("↦⟼", "|->"),
    **dict.fromkeys("∥‖", "||"),
    **dict.fromkeys("…⋯⋱", "..."),
    **dict.fromkeys("∼∽", "~"),
    **dict.fromkeys("⌈⌊", "["),
    **dict.fromkeys("⌉⌋", "]"),
    **{"⎨": "<", "⎬": ">", "┌": "+", "┘": "|", "⋮": ":", "≔": ":="},
    **{"≠": "!=", "≈": "~=", "≡": "==", "∞": "inf", "×": "x", "÷": "/", "±": "+/-", "∓": "-/+", "−": "-"},
    **{"∑": "sum", "∏": "prod", "∫": "int", "√": "sqrt", "∛": "cbrt", "∜": "root4", "′": "'", "⊤": "T", "⊥": "_|_"},
    **{"∂": "d", "∘": "o", "∪": "union", "∩": "inter", "∈": "in", "∉": "not in", "∅": "{}", "⟨": "<", "⟩": ">"},
    **{"·": "*", "≪": "<<", "≫": ">>", "¬": "not ", "∧": "and", "∨": "or", "ᐟ": "/", "◯": "O", "°": "deg"},
}
_ACCENTS = {"\u0302": "hat", "\u0303": "tilde", "\u0304": "bar", "\u0305": "bar", "\u0307": "dot", "\u0308": "ddot"}
_ACCENTS |= {"\u20d7": "vec", "\u0301": "acute", "\u0300": "grave", "\u0306": "breve", "\u030c": "check"}
_STROKES = "─╶╴╺"
_ROOTS = "√∛∜"
OVERLINE = "\u0305"
_TALL = "∑∏∫∬∮"
# Words that stand for symbols: a first letter without serifs, the others of a typewriter.
_FIRST = frozenset(map(chr, range(0x1D5A0, 0x1D5D4)))
_OTHERS = frozenset(map(chr, range(0x1D670, 0x1D6A4)))
_ROOT = re.compile(r"([√∛∜])(\d+|[^\s(])")


def line(text: str) -> str:
    """A formula on one line."""
    return rows((_ROOT.sub(r"\1(\2)", text),))[0]


def rows(drawn: Sequence[str]) -> tuple[str, ...]:
    """A formula in two dimensions. What stands in one column stays in one column."""
    grid = [list(graphemes(row)) for row in drawn]
    written = [_row(row) for row in grid]
    widths = [
        max((cells(row[column]) for row in written if column < len(row)), default=0)
        for column in range(max(map(len, written), default=0))
    ]
    return tuple(
        "".join(_filled(*each) for each in zip(row, drawn_row, widths, strict=False)).rstrip()
        for row, drawn_row in zip(written, grid, strict=True)
    )


def with_room(symbol: str) -> str:
    """LaTeX that draws as many cells as the stand-in for `symbol` takes, so that all round it is set for them.

    Words are set in fonts of their own, one for the first letter, by which they are known again. "" where the symbol
    needs no more room, or its stand-in can't be written in LaTeX.
    """
    stand_in = plain(symbol) if len(symbol) == 1 and symbol not in _TALL + _ROOTS else ""
    if len(stand_in) < 2:
        return ""
    if stand_in.isalpha():
        return f"\\mathsf{{{stand_in[0]}}}\\mathtt{{{stand_in[1:]}}}"
    return stand_in if set(stand_in) <= set("<>=-+/!|.") else ""


def _filled(piece: str, sign: str, width: int) -> str:
    """A piece as wide as its column: a stroke goes on, anything else is followed by blanks."""
    return piece + ("-" if sign in _STROKES else " ") * (width - cells(piece))


def _row(row: Sequence[str]) -> list[str]:
    """The pieces that stand for one row's characters, one for each."""
    pieces = list[str]()
    before, is_word = "", False  # what was written last, and whether it is more than a character
    at = 0
    while at < len(row):
        end = _end_of_run(row, at)
        run = _run(row, at, end)
        more = end > at + 1 or len(run[0]) > 1 or bool(script_of(row[at]))
        if (more or is_word) and before[-1:].isalnum() and run[0][:1].isalnum():
            run[0] = f" {run[0]}"
        pieces += run
        before, is_word = run[-1], more
        at = end
    return pieces


def _end_of_run(row: Sequence[str], at: int) -> int:
    """Where that ends which is written as one: a script, a word, a root with what stands under its stroke."""
    level, end = script_of(row[at]), at + 1
    while end < len(row) and (
        (level and script_of(row[end]) == level)
        or (row[at] in _ROOTS and OVERLINE in row[end])
        or (row[at] in _FIRST | _OTHERS and row[end] in _OTHERS)
    ):
        end += 1
    return end


def _run(row: Sequence[str], at: int, end: int) -> list[str]:
    """The pieces of one run, one for each character."""
    if level := script_of(row[at]):
        attached = bool(at and row[at - 1].strip())
        return _script([base_of(each) for each in row[at:end]], level if attached else "")
    if end > at + 1 and row[at] in _ROOTS:
        inside = [plain(each.replace(OVERLINE, "")) for each in row[at + 1 : end]]
        return [plain(row[at]) + "(", *inside[:-1], inside[-1] + ")"]
    return [plain(each) for each in row[at:end]]


def _script(run: list[str], sign: str) -> list[str]:
    """A raised or lowered run behind its sign; in brackets where it is more than a word or a signed number."""
    if not sign:
        return run
    whole = "".join(run)
    simple = whole.isalnum() or (whole[1:].isalnum() and whole[0] in "+-") or whole in ("'", "*", "T")
    run = [sign + run[0], *run[1:]] if simple else [f"{sign}({run[0]}", *run[1:]]
    if not simple:
        run[-1] += ")"
    return run


def plain(sign: str) -> str:
    """One character in ASCII: itself, its stand-in, its letter without font or accent, or its name in LaTeX."""
    if sign.isascii():
        return sign
    if sign in _SIGNS:
        return _SIGNS[sign]
    parts = unicodedata.normalize("NFKD", sign)
    base, accents = parts[0], "".join(_ACCENTS.get(mark, "") for mark in parts[1:])
    if len(parts) == 1 or not all(unicodedata.combining(mark) for mark in parts[1:]):
        return parts if parts.isascii() else _names().get(sign) or _spelled(sign)
    return plain(base) + accents


def _spelled(sign: str) -> str:
    """A Greek letter by its name; what nothing is known of stays, as it can only be the author's own."""
    name = unicodedata.name(sign[0], "")
    if name.startswith("GREEK"):
        word = name.split()[-1]
        return word.title() if "CAPITAL" in name else word.lower()
    return sign


@cache
def _names() -> dict[str, str]:
    """Symbols of one character, and the shortest of their names in LaTeX."""
    from texicode.symbols_art import symbols  # type: ignore[import-untyped]

    found: dict[str, str] = {}
    for name, art in symbols.items():
        if name.isalpha() and len(art) == 1 and not art[0].isascii():
            found[art[0]] = min(found.get(art[0], name), name, key=len)
    return found


@cache
def _scripts() -> dict[str, tuple[str, str]]:
    from texicode.arts import unicode_scripts  # type: ignore[import-untyped]

    found = {"ᵀ": ("T", "^"), "ˣ": ("x", "^"), "′": ("'", "^")}
    for letter, forms in unicode_scripts.items():
        for form, sign in zip(forms, "^_", strict=False):
            if form.strip() and not form.isascii():
                found.setdefault(form, (letter, sign))
    del found["′"]
    return found


def script_of(sign: str) -> str:
    """`^` for a raised character, `_` for a lowered one, else ""."""
    return _scripts().get(sign, ("", ""))[1]


def base_of(sign: str) -> str:
    """The character that is raised or lowered, in ASCII."""
    return plain(_scripts()[sign][0])
