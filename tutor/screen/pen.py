"""What a terminal must be told to go from one style to another: only what differs. *Any side.*

A colour of a theme takes nineteen bytes to say, and a line of a page changes its style a dozen times, mostly in the
foreground alone.
"""

from __future__ import annotations

from functools import lru_cache

_UNSEEN = frozenset(("1", "2", "3"))  # what can't be seen of a blank: bold, dim, italic

# What takes an attribute away again. Bold and dim go together.
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "9": "29"}


@lru_cache(maxsize=8192)
def turn(before: str | None, after: str) -> str:
    """The escape sequence from SGR parameters `before` to `after` (as "1;38;2;10;20;30").

    "" stands for plain, None for what nobody knows.
    """
    if before is None:
        return f"\x1b[0;{after}m" if after else "\x1b[m"
    if before == after:
        return ""
    if not after:
        return "\x1b[m"
    afresh = f"0;{after}" if before else after
    changed = _difference(before, after)
    shortest = afresh if changed is None else min(changed, afresh, key=len)
    return f"\x1b[{shortest}m"


def _difference(before: str, after: str) -> str | None:
    """What to add and what to take away; None where something can't be taken away alone."""
    kept, front, back = _parted(before)
    wanted, to_front, to_back = _parted(after)
    gone = [_OFF.get(one) for one in kept if one not in wanted]
    if None in gone:
        return None
    parts = [one for one in dict.fromkeys(gone) if one]
    # Taking bold away takes dim with it, so that whichever stays is said again.
    parts += [one for one in wanted if one not in kept or _OFF.get(one) in parts]
    if front != to_front:
        parts.append(to_front or "39")
    if back != to_back:
        parts.append(to_back or "49")
    return ";".join(parts)


@lru_cache(maxsize=4096)
def _parted(sgr: str) -> tuple[tuple[str, ...], str, str]:
    """The attributes, the foreground and the background in `sgr`; "" for the terminal's own colour."""
    attributes: list[str] = []
    front = back = ""
    parts = iter(sgr.split(";") if sgr else ())
    for part in parts:
        if part in ("38", "48"):
            kind = next(parts, "")
            rest = [next(parts, "") for _ in range(3 if kind == "2" else 1)]
            colour = ";".join((part, kind, *rest))
            front, back = (colour, back) if part == "38" else (front, colour)
        elif part.isdigit() and (30 <= int(part) <= 37 or 90 <= int(part) <= 97):
            front = part
        elif part.isdigit() and (40 <= int(part) <= 47 or 100 <= int(part) <= 107):
            back = part
        else:
            attributes.append(part)
    return tuple(attributes), front, back


@lru_cache(maxsize=4096)
def blank(sgr: str) -> str:
    """The style of a blank drawn in `sgr`: all that can be seen of it is its background, unless a line or a swap of
    the colours shows more."""
    attributes, _, back = _parted(sgr)
    return sgr if set(attributes) - _UNSEEN else back


@lru_cache(maxsize=8192)
def for_blank(pen: str, style: str) -> str:
    """The style to draw a blank of `style` in with the least ado: what can't be seen of `pen` stays as it is."""
    attributes, front, back = _parted(style)
    if front or attributes:
        return style
    held, kept, _ = _parted(pen)
    return ";".join(part for part in (*(one for one in held if one in _UNSEEN), kept, back) if part)


@lru_cache(maxsize=4096)
def is_bare(sgr: str, *, coloured: bool) -> bool:
    """Whether a blank in this style is what erasing leaves: nothing drawn, and no background, or `coloured` too."""
    attributes, _, back = _parted(sgr)
    return (coloured or not back) and not set(attributes) - _UNSEEN
