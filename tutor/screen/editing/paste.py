"""What is pasted, as the text of a draft. *Any side.*"""

from __future__ import annotations

import re

LONG = 32  # characters that no person types at once
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def clean(text: str) -> str:
    """`text` with its lines ended as everywhere here; NUL, which no Python source may hold, is left out."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def looks_pasted(typed: str, *, goes_on: bool = False) -> bool:
    """Whether what came as one piece was pasted, where the terminal does not say so itself.

    It is longer than what is typed at once, or its lines bring their own indentation. Where a line is slow, the few
    keys of a person come together too: they are typed, and so is whatever holds another key than those of text.
    `goes_on`: it came at once behind another piece that was pasted.
    """
    if _CONTROLS.search(typed):
        return False
    return goes_on or len(typed) >= LONG or re.search(r"[\r\n][ \t]+\S", typed) is not None
