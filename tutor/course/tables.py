"""A Markdown table drawn for a width. *Any side.*"""

from __future__ import annotations

from collections.abc import Sequence

from tutor.course import glyphs
from tutor.course.spans import Line, Span, width_of, wrap

GAP = "  "
_NARROWEST = 3  # cells of a column

Cell = tuple[list[Span], str]  # what stands in it, and "left", "right", "center" or "" for no wish


def draw_table(rows: Sequence[Sequence[Cell]], width: int) -> list[Line]:
    """The rows, the first the head, in columns as wide as what they hold, narrowed until all fit into `width`."""
    widths = _fitted([max(width_of(row[i][0]) for row in rows) for i in range(len(rows[0]))], width)
    drawn = [_row(row, widths) for row in rows]
    # Where a cell takes several lines, an empty one tells the rows apart.
    several = any(len(lines) > 1 for lines in drawn[1:])
    lines = drawn[0] + [[Span(GAP.join(glyphs.drawn("─") * size for size in widths), "rule")]]
    for i, row in enumerate(drawn[1:]):
        if several and i:
            lines.append([])
        lines += row
    return lines


def _fitted(widths: list[int], width: int) -> list[int]:
    """Column widths that fit: the widest gives way first."""
    widths = [max(size, 1) for size in widths]
    room = width - len(GAP) * (len(widths) - 1)
    while sum(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _row(row: Sequence[Cell], widths: Sequence[int]) -> list[Line]:
    columns = [wrap(spans, size) for (spans, _), size in zip(row, widths, strict=True)]
    lines: list[Line] = []
    for i in range(max(map(len, columns))):
        line: Line = []
        for (_, wish), column, size in zip(row, columns, widths, strict=True):
            if line:
                line.append(Span(GAP))
            content = column[i] if i < len(column) else []
            left, right = _margins(size - width_of(content), wish)
            line += [Span(" " * left), *content, Span(" " * right)]
        lines.append([span for span in line if span.text])
    return lines


def _margins(free: int, wish: str) -> tuple[int, int]:
    free = max(free, 0)
    left = free if wish == "right" else free // 2 if wish == "center" else 0
    return left, free - left
