"""Colours of millions that are among the 256 as well, and are named shorter so. *Any side.*

The first sixteen of those are the terminal's own and may be anything. The others are the same everywhere: a cube of six
levels of red, green and blue, and 24 greys (xterm's 256colres.h).
"""

from __future__ import annotations

import re
from functools import lru_cache

LEVELS = (0, 95, 135, 175, 215, 255)
_GREYS = {8 + 10 * step: 232 + step for step in range(24)}
_MILLIONS = re.compile(r"\b([34]8);2;(\d+);(\d+);(\d+)")


def fixed(red: int, green: int, blue: int) -> int | None:
    """The number of just this colour among the 256; None where it isn't one of the fixed ones."""
    if red == green == blue and red in _GREYS:
        return _GREYS[red]
    if not {red, green, blue} <= set(LEVELS):
        return None
    at = (LEVELS.index(one) for one in (red, green, blue))
    return 16 + sum(weight * level for weight, level in zip((36, 6, 1), at, strict=True))


@lru_cache(maxsize=4096)
def shortened(sgr: str) -> str:
    """SGR parameters that show the same, each colour named as shortly as it can be."""
    return _MILLIONS.sub(_named, sgr)


def _named(found: re.Match[str]) -> str:
    ground, *parts = found.groups()
    number = fixed(*map(int, parts))
    return found[0] if number is None else f"{ground};5;{number}"
