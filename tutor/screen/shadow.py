"""The cells of the terminal as they were last sent, and the fewest bytes that turn them into others. *Any side.*

Three things keep the bytes few: cells that stand already are passed over, a style is said by what differs from the
one before, and rows that moved up or down are moved by the terminal itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import ne

from tutor.screen.pen import for_blank, is_bare, turn

# What stands there ("" for the right half of a wide character), and its SGR parameters (of a blank, as `pen.blank`).
Cell = tuple[str, str]
Row = list[Cell | None]  # None for a cell that was never sent

BLANK: Cell = (" ", "")
GAP = 3  # a shorter run of unchanged cells in the pen's own style is cheaper to send again than to jump over
LEAST_ERASED = 4  # blanks at a row's end from which on erasing them is cheaper
FAR = 8  # rows: how far up or down a block is looked for
WORTH_MOVING = 80  # cells that moving a block must save
WORTH_LOOKING = 160  # changed cells in a frame from which on a moved block is looked for


class Shadow:
    """The terminal's cells, for one width. `erases`: erasing to a row's end takes on the pen's background."""

    def __init__(self, width: int = 0, *, erases: bool = False) -> None:
        self._width = width
        self._erases = erases
        self._rows: dict[int, Row] = {}

    def forget(self, width: int | None = None) -> None:
        """Know nothing any more: what is drawn next is sent whole; the rows are `width` cells wide from now on."""
        self._rows.clear()
        self._width = self._width if width is None else width

    def draw(self, y: int, x: int, cells: list[Cell]) -> str:
        """The bytes that turn row `y`, from column `x`, into `cells`; the shadow is brought up to date."""
        return self.frame([(y, x, cells)])

    def frame(self, pieces: Iterable[tuple[int, int, list[Cell]]]) -> str:
        """The bytes that draw all `pieces` (row, column, cells), beginning and ending in the plain style."""
        wanted: dict[int, Row] = {}
        for y, x, cells in pieces:
            row = wanted.setdefault(y, [])
            row += [None] * (x + len(cells) - len(row))
            row[x : x + len(cells)] = cells
        out = [self._moved(wanted)]
        pen = ""
        for y in sorted(wanted):
            pen = self._draw_row(y, wanted[y], pen, out)
        out.append(turn(pen, ""))
        return "".join(out)

    # one row

    def _draw_row(self, y: int, wanted: Row, pen: str, out: list[str]) -> str:
        """Append what draws `wanted` (None: as it is) in row `y`; returns the style the pen has then."""
        row = self._rows.setdefault(y, [])
        row += [None] * (len(wanted) - len(row))
        changed = [at for at, cell in enumerate(wanted) if cell is not None and cell != row[at]]
        if not changed:
            return pen
        row[: len(wanted)] = [old if new is None else new for old, new in zip(row, wanted, strict=False)]
        erased = self._blank_from(wanted) if self._width else len(wanted)
        at = -1  # the column the cursor is in, on this row
        for first, last in _runs(changed, wanted):
            if first > at >= 0 and first - at <= GAP and all(_is(wanted[one], pen) for one in range(at, first)):
                first = at
            if first != at:
                out.append(f"\x1b[{first - at}C" if at >= 0 else f"\x1b[{y + 1};{first + 1}H")
            at = first
            while at <= last:
                cell = wanted[at]
                assert cell is not None
                style = for_blank(pen, cell[1]) if cell[0] == " " else cell[1]
                out.append(turn(pen, style))
                pen = style
                if at >= erased:
                    out.append("\x1b[K")
                    return pen
                out.append(cell[0])
                at += 1
        return pen

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

    # rows that moved

    def _moved(self, wanted: dict[int, Row]) -> str:
        """Have the terminal move the block of rows whose move saves most, if any does; their rows in `wanted` are made
        whole for it."""
        whole = {y: row for y in wanted if (row := self._whole(y, wanted[y])) is not None}
        plain = {y: _differing(row, self._rows[y]) for y, row in whole.items()}
        if sum(plain.values()) < WORTH_LOOKING:
            return ""
        best, first, last, step = 0, 0, 0, 0
        for far in (one for size in range(1, FAR + 1) for one in (size, -size)):
            saved = {y: plain[y] - _differing(row, self._rows.get(y - far, ())) for y, row in whole.items()}
            gain, start, end = _best_block(saved)
            if gain > best:
                best, first, last, step = gain, start, end, far
        if best < WORTH_MOVING:
            return ""
        top, bottom = (first - step, last) if step > 0 else (first, last - step)
        if any(not self._is_known(y) for y in range(top, bottom + 1)):
            return ""
        for y in range(top, bottom + 1):
            wanted[y] = whole.get(y) or list(self._rows[y])
        block = [self._rows[y] for y in range(top, bottom + 1)]
        blank: list[Row] = [[BLANK] * self._width for _ in range(abs(step))]
        block = blank + block[:-step] if step > 0 else block[-step:] + blank
        self._rows.update(zip(range(top, bottom + 1), block, strict=True))
        verb = f"\x1b[{step}L" if step > 0 else f"\x1b[{-step}M"
        return f"\x1b[{top + 1};{bottom + 1}r\x1b[{top + 1};1H{verb}\x1b[r"

    def _whole(self, y: int, wanted: Row) -> Row | None:
        """Row `y` as it is to be, if all of it is known."""
        if not self._width or not self._is_known(y):
            return None
        row = self._rows[y]
        return [old if new is None else new for old, new in zip(row, wanted, strict=False)] + row[len(wanted) :]

    def _is_known(self, y: int) -> bool:
        row = self._rows.get(y)
        return row is not None and len(row) == self._width and None not in row


def _is(cell: Cell | None, pen: str) -> bool:
    """Whether `cell` can be drawn with the pen as it is."""
    return cell is not None and pen == (for_blank(pen, cell[1]) if cell[0] == " " else cell[1])


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
    yield first, last


def _is_right_half(row: Row, at: int) -> bool:
    return 0 < at < len(row) and (cell := row[at]) is not None and cell[0] == ""


def _differing(row: Row, other: Row | tuple[()]) -> int:
    """In how many cells two rows differ."""
    return sum(map(bool, map(ne, row, other))) + max(0, len(row) - len(other))


def _best_block(saved: Mapping[int, int]) -> tuple[int, int, int]:
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
