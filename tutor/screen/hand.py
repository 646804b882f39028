"""The hand that writes on the terminal: where its cursor is, in which style, and the shortest way on. *Any side.*

It goes on where the last frame left it: a letter typed behind the one before needs no word about place or colour.
"""

from __future__ import annotations

from collections.abc import Sequence

from tutor.screen.pen import for_blank, turn

# What stands there ("" for the right half of a wide character), and its SGR parameters (of a blank, as `pen.blank`).
Cell = tuple[str, str]
Row = list[Cell | None]  # None for a cell that was never sent

DOWN = "\x1bD"  # one row down in the same column; a line feed may be turned into two characters on the way
FEW = 3  # rows down that are cheaper one by one
GAP = 5  # a longer run of unchanged cells is never sent again, only jumped over


class Hand:
    """Gathers what to send in `out`. `style` is None while nobody knows it; so are row `y` and column `x`.

    A column is known only behind ASCII: terminals don't agree on how wide other characters are, nor on where the
    cursor stands behind the last column.
    """

    def __init__(self, width: int) -> None:
        self.out: list[str] = []
        self.style: str | None = None
        self.y: int | None = None
        self.x: int | None = None
        self._width = width

    def copy(self) -> Hand:
        """A hand at the same place that has written nothing yet."""
        other = Hand(self._width)
        other.style, other.y, other.x = self.style, self.y, self.x
        return other

    def said(self) -> str:
        """All that was written."""
        return "".join(self.out)

    def lose(self) -> None:
        """Know neither row nor column any more."""
        self.y = self.x = None

    def raw(self, sequence: str) -> None:
        """Write what moves no cursor and changes no style."""
        self.out.append(sequence)

    def turn(self, style: str) -> None:
        """Write in `style` from now on."""
        self.out.append(turn(self.style, style))
        self.style = style

    def turn_for(self, cell: Cell) -> None:
        """Write in the style of `cell` from now on, as far as it can be seen."""
        self.turn(self._style_of(cell))

    def is_ready_for(self, cell: Cell) -> bool:
        """Whether `cell` can be written in the style in use."""
        return self.style == self._style_of(cell)

    def _style_of(self, cell: Cell) -> str:
        return for_blank(self.style or "", cell[1]) if cell[0] == " " else cell[1]

    def write(self, text: str) -> None:
        """Write the character `text` (with its marks, if it has any), or "" for a right half."""
        self.out.append(text)
        if self.x is not None:
            self.x = self.x + 1 if text.isascii() and text and self.x + 1 < self._width else None

    def go(self, y: int, x: int, between: Sequence[Cell | None] = ()) -> None:
        """Move to row `y` and column `x` (from 0), the shortest way. `between`: the cells of the row passed over."""
        if (self.y, self.x) == (y, x):
            return
        self.out.append(min(self._ways(y, x, between), key=len))
        self.y, self.x = y, x

    def _ways(self, y: int, x: int, between: Sequence[Cell | None]) -> list[str]:
        ways = [f"\x1b[{y + 1}{f';{x + 1}' if x else ''}H"]
        if self.y is None:
            return ways
        below = y - self.y
        if below == 0:
            down = ""
        elif 0 < below <= FEW:
            down = DOWN * below
        else:
            down = f"\x1b[{below}B" if below > 0 else f"\x1b[{-below if below < -1 else ''}A"
        ways.append(f"\r{down}{_right(x)}")
        if self.x is None:
            return ways
        ways.append(down + (_right(x - self.x) if x >= self.x else _left(self.x - x)))
        if not below and between and len(between) <= GAP:
            text = "".join(cell[0] for cell in between if cell is not None and self.is_ready_for(cell))
            if len(text) == len(between) and text.isascii():
                ways.append(text)
        return ways


def _right(count: int) -> str:
    return "" if not count else f"\x1b[{count if count > 1 else ''}C"


def _left(count: int) -> str:
    return "\b" * count if count <= FEW else f"\x1b[{count}D"
