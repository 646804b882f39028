"""The signs that plots, mathematics, trees and rules are drawn with: Braille, blocks, or ASCII alone. *Any side.*

Asked when something is drawn, never when a module is imported, so that the kind can change at any time.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

BRAILLE, BLOCKS, ASCII = "braille", "blocks", "ascii"
KINDS = (BRAILLE, BLOCKS, ASCII)

_current = BRAILLE
_is_fixed = False

# The signs this program draws by itself, and what stands for each in ASCII: one cell for one cell where they form
# lines.
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("─╶╴╌", "-"),
        **dict.fromkeys("━═", "="),
        **dict.fromkeys("│┃╎", "|"),
        **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╯╰", "+"),
        **dict.fromkeys("•●◆", "*"),
        **dict.fromkeys("→↳›▸▶", ">"),
        **dict.fromkeys("←‹◂◀", "<"),
        **dict.fromkeys("█▇▆▓", "#"),
        **dict.fromkeys("▅▄▒", ":"),
        **dict.fromkeys("▃▂▁░", "."),
        "↑": "^",
        "↓": "v",
        "·": ".",
        "×": "x",
        "✗": "X",
        "✓": "v",
        "○": "o",
        "…": "...",
        "–": "-",
        "—": "-",
    }
)


def use(kind: str, *, insist: bool = False) -> None:
    """Draw with `kind`, one of KINDS, from now on; another one is Braille.

    With `insist`, whatever is asked for later: the command line has more to say than a setting.
    """
    global _current, _is_fixed
    if insist or not _is_fixed:
        _current = kind if kind in KINDS else BRAILLE
        _is_fixed = insist


def leave() -> None:
    """Draw as at the start again, whoever insisted."""
    global _current, _is_fixed
    _current, _is_fixed = BRAILLE, False


def current() -> str:
    """The kind in use."""
    return _current


def is_plain() -> bool:
    """Whether nothing above character 127 may be drawn."""
    return _current == ASCII


def drawn(text: str) -> str:
    """`text`, made of this program's own signs, in the kind in use."""
    return text if _current != ASCII or text.isascii() else text.translate(_PLAIN)


def fitting(wanted: str, environment: Mapping[str, str] | None = None) -> str:
    """`wanted`, or ASCII where the locale names another charset. A locale that isn't set says nothing."""
    environment = os.environ if environment is None else environment
    locale = next((environment[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if environment.get(name)), "")
    charset = locale.partition(".")[2].partition("@")[0].lower().replace("-", "")
    return ASCII if charset and charset != "utf8" and not charset.startswith("gb") else wanted
