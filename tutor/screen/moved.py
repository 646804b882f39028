"""What of a picture only moved: rows up or down, the rest of a row left or right. *Any side.*

A terminal moves them itself for a few bytes. Here is found what might be worth it; what each really costs is counted
by whoever writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import ne

from tutor.screen.hand import Row

FAR = 8  # rows: how far up or down a block is looked for
WIDE = 4  # columns: how far left or right the rest of a row is looked for
WORTH_TRYING = 12  # cells that a move must save
SHORT = 8  # changed cells up to which a row is drawn as it is


@dataclass(frozen=True)
class Block:
    """Rows `top` to `bottom`, whose content moves `step` rows down (up, where it is negative)."""

    top: int
    bottom: int
    step: int


def blocks(rows: Mapping[int, Row], whole: Mapping[int, Row]) -> list[Block]:
    """The blocks whose move may save most, of what turns `rows` into the rows that are `whole`; at most two."""
    plain = {y: differing(row, rows[y]) for y, row in whole.items()}
    found: list[tuple[int, Block]] = []
    for far in (one for size in range(1, FAR + 1) for one in (size, -size)):
        saved = {y: plain[y] - differing(row, other) for y, row in whole.items() if (other := rows.get(y - far))}
        gain, first, last = _best(saved)
        if gain >= WORTH_TRYING:
            top, bottom = (first - far, last) if far > 0 else (first, last - far)
            found.append((gain, Block(top, bottom, far)))
    found.sort(key=lambda one: -one[0])
    return [block for _, block in found[:2]]


def differing(row: Row, other: Row) -> int:
    """In how many cells two rows differ."""
    return sum(map(bool, map(ne, row, other))) + abs(len(row) - len(other))


def _best(saved: Mapping[int, int]) -> tuple[int, int, int]:
    """Of rows next to each other those that save most together: how much, the first, the last."""
    best, first, last = 0, 0, -1
    total, start, before = 0, 0, None
    for y in sorted(saved):
        if total <= 0 or before is None or y != before + 1:
            total, start = 0, y
        total, before = total + saved[y], y
        if total > best:
            best, first, last = total, start, y
    return best, first, last


def shift(old: Row, new: Row, first: int) -> int:
    """By how many columns the rest of the row `old`, from column `first` on, is best moved right (left, where it is
    negative) on the way to `new`; 0 where that saves too little. Both are whole rows, alike before `first`.
    """
    width = len(new)
    plain = differing(new[first:], old[first:])
    best, by = WORTH_TRYING, 0
    # A wide character must not be cut, neither where the row is opened or closed nor at its end.
    if plain <= SHORT or _halves(old, first):
        return 0
    # Moved left, the old row is to the new one what, moved right, the new one is to the old.
    for sign, opened, other in ((1, new, old), (-1, old, new)):
        for count in range(1, min(WIDE, width - first - 1) + 1):
            if _halves(opened, first + count) or _halves(other, width - count):
                continue
            gain = plain - count - differing(opened[first + count :], other[first : width - count])
            if gain > best:
                best, by = gain, sign * count
    return by


def _halves(row: Row, at: int) -> bool:
    """Whether a cut before column `at` would go through a wide character."""
    return 0 < at < len(row) and (cell := row[at]) is not None and cell[0] == ""
