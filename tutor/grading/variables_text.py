"""The variables of a run as a table, what shares storage tied together. *Any side.* Headless: from rows to lines.

A row is what a child told of one name (`tutor.runner.variables`): nothing in it is trusted to be of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tutor.course import glyphs
from tutor.course.cells import cells, cut
from tutor.course.lines import Line, Span, indented, line, words
from tutor.language import _
from tutor.runner.text import safe

Row = Mapping[str, Any]
Sizes = tuple[int, ...]

GAP = 2
ROOMY = 56  # cells from which on a variable takes one line
LONGEST_NAME = 24
LEAST_PREVIEW = 12
MOST_TIES = 3  # drawn beside the names; of more it is only said in words

_ADDRESS = re.compile(r" at 0x[0-9a-f]+")
_VALUES = re.compile(
    r"(?:Parameter containing:\s*)?(?:tensor|array)\((.*?)(?:,\s*(?:dtype|device|requires_grad|grad_fn|size)=.*)?\)",
    re.DOTALL,
)


def variables_lines(rows: Sequence[Row], width: int) -> list[Line]:
    """The table in lines of at most `width` cells. Below `ROOMY` a variable's values stand on a line of their own."""
    if not rows:
        return words(width, (_("It left no variables behind."), "dim"))
    groups = shared(rows)
    gutter = _gutter(rows, groups)
    margin = max((cells(each) for each in gutter), default=0)
    room = max(width - margin, 12)
    named = [[cut(str(row.get("name", "")), LONGEST_NAME), *_kind(row)] for row in rows]
    sizes = [max(map(cells, column)) for column in zip(*named, strict=True)]
    wide = room >= ROOMY and room - sum(sizes) - GAP * len(sizes) >= LEAST_PREVIEW
    lines: list[Line] = []
    for number, row in enumerate(rows):
        below = _below(groups, number)
        head = _head(named[number], sizes, room)
        if wide:
            left = room - sum(sizes) - GAP * len(sizes)
            head = [*head, Span(" " * GAP), Span(cut(preview(row), left))]
        drawn = [head]
        if not wide:
            drawn += [[Span(" " * GAP), Span(cut(preview(row), room - GAP))]]
        if notes := unusual(row):
            drawn += indented(words(room - GAP - 2, (", ".join(notes), "dim")), " " * (GAP + 2))
        ties = [gutter[number], *[below] * (len(drawn) - 1)]
        lines += [[Span(tie.ljust(margin), "stretch"), *one] for tie, one in zip(ties, drawn, strict=True)]
    for number, group in enumerate(groups):
        names = [str(rows[each].get("name", "")) for each in group]
        told = _(" and ").join([", ".join(names[:-1]), names[-1]])
        lines += [] if number else [[]]
        lines += words(width, (_("{names} share memory.").format(names=told), "stretch"))
    return lines


def preview(row: Row) -> str:
    """A variable's values in one line; of a tensor without what the table says already."""
    if columns := _columns(row):
        return columns
    text = _ADDRESS.sub("", str(row.get("preview", "")))
    if row.get("shape") is not None and (found := _VALUES.fullmatch(text.strip())):
        text = found[1]
    return " ".join(text.split()).replace("[ ", "[")


def _columns(row: Row) -> str:
    """The columns of a table, each with its dtype; "" for what is none."""
    told = row.get("columns")
    if not isinstance(told, list):
        return ""
    return ", ".join(safe(" ".join(" ".join(map(str, each)).split("\n"))) for each in told if isinstance(each, list))


def unusual(row: Row) -> list[str]:
    """What is not as it usually is: another device than the CPU, a place in the gradient graph, strides of a view."""
    told = []
    if isinstance(device := row.get("device"), str) and device != "cpu":
        told.append(device)
    if row.get("requires_grad") is True:
        made_by = row.get("grad_fn")
        how = _("a leaf") if row.get("is_leaf") else made_by if isinstance(made_by, str) else ""
        told.append(f"requires_grad ({how})" if how else "requires_grad")
    shape, strides = sizes_of(row.get("shape")), sizes_of(row.get("strides"))
    if shape is not None and strides is not None and not is_contiguous(shape, strides):
        told.append(_("strides {strides}, not contiguous").format(strides=shape_text(strides)))
    return told


def is_contiguous(shape: Sizes, strides: Sizes) -> bool:
    """Whether elements lie one after another, row by row; axes of length one have no say."""
    if len(shape) != len(strides) or 0 in shape:
        return True
    step = 1
    for length, stride in zip(reversed(shape), reversed(strides), strict=True):
        if length > 1 and stride != step:
            return False
        step *= length
    return True


def shared(rows: Sequence[Row]) -> list[list[int]]:
    """The numbers of the rows that look at one storage, for each storage that several look at."""
    found: dict[int, list[int]] = {}
    for number, row in enumerate(rows):
        if type(storage := row.get("storage")) is int:
            found.setdefault(storage, []).append(number)
    return [numbers for numbers in found.values() if len(numbers) > 1]


def sizes_of(told: Any) -> Sizes | None:
    """Whole numbers as a child told them; None where they are none."""
    if not isinstance(told, list) or len(told) > 64 or not all(type(size) is int for size in told):
        return None
    return tuple(told)


def shape_text(shape: Sizes) -> str:
    """A shape as Python writes it."""
    return f"({', '.join(map(str, shape))}{',' if len(shape) == 1 else ''})"


def _kind(row: Row) -> list[str]:
    """Type, shape and dtype; "" where there is none."""
    shape = sizes_of(row.get("shape"))
    dtype = row.get("dtype")
    return [
        cut(str(row.get("type", "")), LONGEST_NAME),
        "" if shape is None else shape_text(shape),
        dtype.removeprefix("torch.")[:LONGEST_NAME] if isinstance(dtype, str) else "",
    ]


def _head(parts: Sequence[str], sizes: Sequence[int], room: int) -> Line:
    """Name, type, shape and dtype in their columns; closer together where there is no room for columns."""
    roles = ("strong", "dim", "code", "dim")
    if sum(sizes) + GAP * (len(sizes) - 1) > room:
        told = [(cut(parts[0], max(room // 2, 4)), roles[0]), *zip(parts[1:], roles[1:], strict=True)]
        head = line(*(pair for text, role in told if text for pair in ((text, role), " ")))
        whole = "".join(span.text for span in head[:-1])
        return head[:-1] if cells(whole) <= room else line((cut(whole, room), "body"))
    padded = [text + " " * (size - cells(text) + GAP) for text, size in zip(parts, sizes, strict=True)]
    return line(*zip([*padded[:-1], parts[-1].ljust(sizes[-1])], roles, strict=True))


# --- what ties together those that share storage


def _gutter(rows: Sequence[Row], groups: Sequence[Sequence[int]]) -> list[str]:
    """Before each row, a column for each group: where it begins, goes by, takes in a row, and ends."""
    drawn = []
    for number in range(len(rows)):
        signs = ""
        for group in groups[:MOST_TIES]:
            inside = group[0] <= number <= group[-1]
            sign = "┌" if number == group[0] else "└" if number == group[-1] else "├" if number in group else "│"
            signs += sign if inside else " "
        drawn.append(glyphs.drawn(signs) + " " if signs else "")
    return drawn


def _below(groups: Sequence[Sequence[int]], number: int) -> str:
    """Before what stands below a row's first line."""
    signs = "".join("│" if group[0] <= number < group[-1] else " " for group in groups[:MOST_TIES])
    return glyphs.drawn(signs) + " " if signs else ""
