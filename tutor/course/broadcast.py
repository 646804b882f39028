"""Shapes that meet in one operation, drawn aligned from the right. *Any side.*

A `broadcast` fence holds two or more shapes, a line each, with or without a name:

    a: (3, 1)
    b: 2

Also `a: 3 x 1`, `a: 3, 1` and `a: []`; `()` and `[]` are the shape of a scalar. A last line `= a - b` says what the
result is called, where it is no sum. Drawn, this is

    a        3 × 1→2
    b      ·→3 ×   2
    a + b    3 ×   2

where `1→2` is an axis of size 1 that is read as 2, and `·→3` one that isn't there, and is read as 3.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tutor.course import glyphs
from tutor.course.cells import cells, cut
from tutor.course.spans import Line, Role, Span, wrap
from tutor.language import _

_NAMED = re.compile(r"\s*(?:(?P<name>[^:()\[\]]+?)\s*:)?\s*(?P<sizes>.*?)\s*")
_SIZES = re.compile(r"\d+(?:\s*(?:[x×,*]|\s)\s*\d+)*,?")


class BroadcastError(ValueError):
    """A fence that holds no shapes. `line` is the line of the fence's code, from 0; the message says what to do."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Operand:
    """One shape, and what it is called ("" for no name)."""

    name: str
    shape: tuple[int, ...]


def read_total(code: str) -> tuple[str, str]:
    """What a fence holds without its line `= name`, and that name; "" where it has none."""
    lines = code.rstrip().split("\n")
    if lines[-1].lstrip().startswith("="):
        return "\n".join(lines[:-1]), lines[-1].strip().removeprefix("=").strip()
    return code, ""


def read_shapes(code: str) -> list[Operand]:
    """The shapes a fence holds. Raises BroadcastError."""
    code = read_total(code)[0]
    operands = []
    for number, text in enumerate(code.split("\n")):
        if not text.strip():
            continue
        match = _NAMED.fullmatch(text)
        sizes = match["sizes"] if match else ""
        if sizes[:1] in "([" and sizes[-1:] in ")]" and len(sizes) > 1:
            sizes = sizes[1:-1].strip()
            if not sizes:
                operands.append(Operand((match and match["name"]) or "", ()))
                continue
        if not _SIZES.fullmatch(sizes):
            raise BroadcastError(_("this is no shape; write one a line, such as `a: (3, 1)`"), number)
        assert match is not None
        operands.append(Operand(match["name"] or "", tuple(map(int, re.findall(r"\d+", sizes)))))
    if len(operands) < 2:
        raise BroadcastError(_("two shapes or more are needed; write one a line, such as `a: (3, 1)`"), 0)
    return operands


def together(shapes: Sequence[tuple[int, ...]]) -> tuple[int | None, ...]:
    """The shape all broadcast to, with None for an axis on which two sizes conflict."""
    rank = max(map(len, shapes))
    result: list[int | None] = []
    for axis in range(-rank, 0):
        sizes = {shape[axis] for shape in shapes if len(shape) >= -axis} - {1}
        result.append(1 if not sizes else sizes.pop() if len(sizes) == 1 else None)
    return tuple(result)


def draw(operands: Sequence[Operand], width: int, total: str = "", *, why: bool = True) -> list[Line]:
    """The shapes aligned from the right, what stretches and what conflicts marked, and the shape they make.

    `total` stands before that shape; left out, it is the sum of the names. With `why`, a sentence tells what conflicts.
    """
    result = together([operand.shape for operand in operands])
    named = all(operand.name for operand in operands)
    total = total or (" + ".join(operand.name for operand in operands) if named else "=")
    rows = [(operand.name, _operand(operand.shape, result)) for operand in operands]
    rows.append((total, [("✗", "conflict") if size is None else (str(size), "code") for size in result]))
    return lined_up(rows, width) + (_explained(operands, result, width) if why else [])


Row = tuple[str, list[tuple[str, Role]]]  # what stands before a shape; and what stands at each of its axes


def lined_up(rows: Sequence[Row], width: int) -> list[Line]:
    """Shapes below each other, their axes in columns; an axis without a text is left out.

    Names give way where all would be wider than `width`.
    """
    drawn: list[Row] = [(name, [(glyphs.drawn(text), role) for text, role in row]) for name, row in rows]
    columns = [max(cells(row[axis][0]) for _, row in drawn) for axis in range(len(drawn[0][1]))]
    room = width - sum(columns) - 3 * (len(columns) - 1) - 2
    names = [cut(name, max(room, NARROWEST_NAME)) for name, _ in drawn]
    label = max(map(cells, names))
    times = glyphs.drawn("×")
    lines: list[Line] = []
    for name, row in zip(names, (row for _name, row in drawn), strict=True):
        line: Line = [Span(name + " " * (label - cells(name) + 2), "body")]
        for axis, (text, role) in enumerate(row):
            if axis:
                line.append(Span(f" {times} " if text and row[axis - 1][0] else "   ", "operator"))
            line += [Span(" " * (columns[axis] - cells(text))), Span(text, role)]
        if not any(text for text, _ in row):
            line.append(Span("()", "code"))
        lines.append(line)
    return lines


NARROWEST_NAME = 6  # cells


def _operand(shape: tuple[int, ...], result: tuple[int | None, ...]) -> list[tuple[str, Role]]:
    """One shape's row: for each axis of the result, what stands there and its role."""
    row: list[tuple[str, Role]] = []
    for axis in range(-len(result), 0):
        size = shape[axis] if len(shape) >= -axis else None
        meets = result[axis]
        if meets is None:
            row.append((str(size) if size is not None else "·", "conflict" if size not in (None, 1) else "code"))
        elif size is None:
            row.append((f"·→{meets}", "stretch"))
        elif size != meets:
            row.append((f"{size}→{meets}", "stretch"))
        else:
            row.append((str(size), "code"))
    return row


def _explained(operands: Sequence[Operand], result: tuple[int | None, ...], width: int) -> list[Line]:
    """A sentence for each axis in conflict."""
    lines: list[Line] = []
    for axis, meets in zip(range(-len(result), 0), result, strict=True):
        if meets is None:
            sizes = [operand.shape[axis] for operand in operands if len(operand.shape) >= -axis]
            unlike = list(dict.fromkeys(str(size) for size in sizes if size != 1))
            said = _("axis {axis}: {unlike} don't fit: they differ, and neither is 1").format(
                axis=axis, unlike=_(" and ").join(unlike)
            )
            lines += wrap([Span(said, "conflict")], width)
    return lines
