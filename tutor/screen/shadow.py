"""The cells of the terminal as they were last sent, and the fewest bytes that turn them into others. *Any side.*

Cells that stand already are passed over, a style is said by what differs from the one before, and what only moved is
moved by the terminal itself. Where there are several ways, each is written and the shortest is taken.
"""

from __future__ import annotations

from collections.abc import Iterable

from tutor.screen.hand import Cell, Hand, Row
from tutor.screen.moved import Block, blocks, shift
from tutor.screen.pen import is_bare

LEAST_ERASED = 4  # blanks at a row's end that are cheaper to erase than to write
MANY_BLANKS = 12  # as many within a row
CHEAP = 60  # bytes; what costs no more is sent as it is
Rows = dict[int, Row]


class Shadow:
    """The terminal's cells, for one width. `erases`: erasing to a row's end takes on the style's background."""

    def __init__(self, width: int = 0, *, erases: bool = False) -> None:
        self._width = width
        self._erases = erases
        self._rows: Rows = {}
        self._hand = Hand(width)

    def forget(self, width: int | None = None) -> None:
        """Know nothing any more: what is drawn next is sent whole; the rows are `width` cells wide from now on."""
        self._rows.clear()
        self._width = self._width if width is None else width
        self._hand = Hand(self._width)

    def frame(self, pieces: Iterable[tuple[int, int, list[Cell]]], cursor: tuple[int, int] | None = None) -> str:
        """The bytes that draw all `pieces` (row, column, cells), and leave the cursor at `cursor` (row, column).

        They go on in the place and the style in which the last frame ended.
        """
        wanted: Rows = {}
        for y, x, cells in pieces:
            row = wanted.setdefault(y, [])
            row += [None] * (x + len(cells) - len(row))
            row[x : x + len(cells)] = cells
        hand, rows = self._shortest(wanted)
        if cursor is not None:
            hand.go(*cursor)
        text = hand.said()
        self._hand, self._rows = hand.copy(), rows
        return text

    def _shortest(self, wanted: Rows) -> tuple[Hand, Rows]:
        """The shortest way to draw `wanted`, and the rows as they are then."""
        ways = [self._drawn(wanted, None)]
        if self._width and _length(ways[0][0]) > CHEAP:
            whole = {y: row for y in wanted if (row := self._whole(y, wanted[y])) is not None}
            for block in blocks(self._rows, whole):
                if all(self._is_known(y) for y in range(block.top, block.bottom + 1)):
                    span = range(block.top, block.bottom + 1)
                    ways.append(self._drawn(wanted | {y: whole.get(y) or self._rows[y] for y in span}, block))
        return min(ways, key=lambda way: _length(way[0]))

    def _drawn(self, wanted: Rows, block: Block | None) -> tuple[Hand, Rows]:
        """`wanted` drawn, once `block` has moved."""
        hand, rows = self._hand.copy(), dict(self._rows)
        if block is not None:
            _move(hand, rows, block, self._width)
        for y in sorted(wanted):
            self._draw_row(hand, rows, y, wanted[y])
        return hand, rows

    # one row

    def _draw_row(self, hand: Hand, rows: Rows, y: int, wanted: Row) -> None:
        """Draw `wanted` (None: as it is) in row `y`."""
        old = rows.get(y, [])
        old = old + [None] * (len(wanted) - len(old))
        changed = [at for at, cell in enumerate(wanted) if cell is not None and cell != old[at]]
        if not changed:
            return
        new = [before if after is None else after for before, after in zip(old, wanted, strict=False)]
        new += old[len(wanted) :]
        rows[y] = new
        if len(changed) > 1 and len(new) == self._width and None not in old:
            by = shift(old, new, changed[0])
            if by:
                trial, other = hand.copy(), hand.copy()
                self._draw_runs(trial, y, old, new, changed)
                self._draw_runs(other, y, *_shifted(other, y, old, new, changed[0], by))
                _go_on(hand, min(trial, other, key=_length))
                return
        self._draw_runs(hand, y, old, wanted, changed)

    def _draw_runs(self, hand: Hand, y: int, old: Row, wanted: Row, changed: list[int]) -> None:
        """Write what stands in the columns `changed` of row `y`."""
        erased = self._blank_from(wanted) if self._width else len(wanted)
        for first, last in _runs(changed, wanted):
            passed = old[hand.x : first] if hand.y == y and hand.x is not None and hand.x < first else ()
            hand.go(y, first, passed)
            at = first
            while at <= last:
                cell = wanted[at]
                assert cell is not None
                hand.turn_for(cell)
                if at >= erased:
                    hand.raw("\x1b[K")
                    return
                if cell[0] == " " and (count := self._blanks(wanted, at, last)) >= MANY_BLANKS:
                    hand.raw(f"\x1b[{count}X")
                    at += count
                    if at <= last:
                        hand.go(y, at)
                    continue
                hand.write(cell[0])
                at += 1

    def _blanks(self, wanted: Row, at: int, last: int) -> int:
        """How many cells from column `at` to `last` are blanks that can be erased together."""
        cell = wanted[at]
        if cell is None or not is_bare(cell[1], coloured=self._erases):
            return 0
        end = at
        while end <= last and wanted[end] == cell:
            end += 1
        return end - at

    def _blank_from(self, wanted: Row) -> int:
        """The column from which on the row is blank in one style, and may be erased; else the row's end."""
        end = len(wanted)
        last = wanted[-1] if wanted else None
        if end != self._width or last is None or last[0] != " " or not is_bare(last[1], coloured=self._erases):
            return end
        start = end
        while start and wanted[start - 1] == last:
            start -= 1
        return start if end - start >= LEAST_ERASED else end

    def _whole(self, y: int, wanted: Row) -> Row | None:
        """Row `y` as it is to be, if all of it is known."""
        if not self._is_known(y):
            return None
        row = self._rows[y]
        return [old if new is None else new for old, new in zip(row, wanted, strict=False)] + row[len(wanted) :]

    def _is_known(self, y: int) -> bool:
        row = self._rows.get(y)
        return row is not None and len(row) == self._width and None not in row


def _length(hand: Hand) -> int:
    """The bytes a hand has written."""
    return len(hand.said().encode())


def _go_on(hand: Hand, other: Hand) -> None:
    """Have `hand` write what `other`, a copy of it, has written."""
    hand.out += other.out
    hand.style, hand.y, hand.x = other.style, other.y, other.x


def _move(hand: Hand, rows: Rows, block: Block, width: int) -> None:
    """Have the terminal move `block`. What the rows hold that come free, terminals don't agree on."""
    top, bottom, step = block.top, block.bottom, block.step
    count = abs(step)
    verb = f"\x1b[{count if count > 1 else ''}{'L' if step > 0 else 'M'}"
    hand.raw(f"\x1b[{top + 1};{bottom + 1}r\x1b[{top + 1}H{verb}\x1b[r")
    hand.lose()
    before = [rows[y] for y in range(top, bottom + 1)]
    free: list[Row] = [[None] * width for _ in range(count)]
    after = free + before[:-count] if step > 0 else before[count:] + free
    rows.update(zip(range(top, bottom + 1), after, strict=True))


def _shifted(hand: Hand, y: int, old: Row, new: Row, first: int, by: int) -> tuple[Row, Row, list[int]]:
    """Have the terminal move the rest of row `y` from column `first` on; what `_draw_runs` is to go on with."""
    hand.go(y, first)
    count = abs(by)
    hand.raw(f"\x1b[{count if count > 1 else ''}{'@' if by > 0 else 'P'}")
    free: Row = [None] * count
    kept, rest = old[:first], old[first:]
    moved = kept + (free + rest[:-count] if by > 0 else rest[count:] + free)
    return moved, new, [at for at, cell in enumerate(new) if cell != moved[at]]


def _runs(changed: list[int], wanted: Row) -> Iterable[tuple[int, int]]:
    """The first and last column of each stretch to send, no wide character split."""
    first = last = -2
    for at in changed:
        # A changed left half may have had, or get, a right half: both are sent.
        start = at - 1 if _is_right_half(wanted, at) else at
        end = at + 1 if _is_right_half(wanted, at + 1) else at
        if start > last + 1:
            if last >= 0:
                yield first, last
            first = start
        last = max(last, end)
    if last >= 0:
        yield first, last


def _is_right_half(row: Row, at: int) -> bool:
    return 0 < at < len(row) and (cell := row[at]) is not None and cell[0] == ""
