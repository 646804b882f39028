"""Shapes that met in an operation and did not fit, drawn with the axes that meet below each other. *Any side.*

What met comes from a child as plain data (`tutor.runner.operands`): a word for how, the operands, and for what is
joined the axis along which. `together` is drawn as broadcasting reads shapes; of a `product` the last axis of one
stands above the last but one of the other; what is `joined` or `stacked` is read from the left; what is `reshaped` is
counted.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tutor.course.broadcast import Operand, Row, draw, lined_up, together
from tutor.course.spans import Line, Role, Span, wrap
from tutor.language import _
from tutor.runner.text import safe

HOWS = ("together", "product", "joined", "stacked", "reshaped")
MOST, MOST_AXES, LONGEST_NAME = 6, 16, 40
OPEN = -1  # a size that was left to be counted, as in `view(2, -1)`

Cells = list[tuple[str, Role]]


@dataclass(frozen=True)
class Meeting:
    """How shapes met (one of HOWS), which, and for what is joined along which axis."""

    how: str
    operands: tuple[Operand, ...]
    axis: int | None = None

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "how": self.how,
            "operands": [[each.name, list(each.shape)] for each in self.operands],
            "axis": self.axis,
        }


def meeting_from(told: Any) -> Meeting | None:
    """What a child told; None where it is nothing, or can't be read."""
    try:
        rows = [(safe(str(text)[:LONGEST_NAME]), tuple(shape)) for text, shape in told["operands"]][:MOST]
        axis = told["axis"]
        sizes = [size for _, shape in rows for size in shape]
        if told["how"] not in HOWS or len(rows) < 2 or any(len(shape) > MOST_AXES for _, shape in rows):
            return None
        if not all(type(size) is int and OPEN <= size < 1 << 60 for size in sizes):
            return None
        return Meeting(told["how"], tuple(Operand(*row) for row in rows), axis if type(axis) is int else None)
    except (KeyError, TypeError, ValueError):
        return None


def draw_meeting(meeting: Meeting, width: int, *, why: bool = True) -> list[Line]:
    """The shapes, what does not fit marked, and a sentence that says `why`. Nothing where all of them fit."""
    rows, reason = _drawn(meeting)
    if not rows:
        return []
    if meeting.how == "together":
        return draw(meeting.operands, width, _("together"), why=why)
    return [*lined_up(rows, width), *(wrap([Span(reason, "conflict")], width) if why else [])]


def _drawn(meeting: Meeting) -> tuple[list[Row], str]:
    operands = meeting.operands
    shapes = [each.shape for each in operands]
    match meeting.how:
        case "together":
            return ([("", [])], "") if None in together(shapes) else ([], "")
        case "product":
            return _product(*operands[:2])
        case "reshaped":
            return _reshaped(*operands[:2])
    return _joined(operands, meeting.axis if meeting.how == "joined" else None)


# --- a product: the last axis of the one meets the last but one of the other


def _product(one: Operand, other: Operand) -> tuple[list[Row], str]:
    if not one.shape or not other.shape:
        return [], ""
    rows, inner = one.shape[:-1][-1:], one.shape[-1]
    meets, columns = (other.shape[-2], other.shape[-1:]) if len(other.shape) > 1 else (other.shape[0], ())
    batches = [one.shape[:-2], other.shape[:-2]]
    batch = together(batches) if any(batches) else ()
    if inner == meets and None not in batch:
        return [], ""
    differ: Role = "code" if inner == meets else "conflict"
    ours: Cells = [*_batch(batches[0], batch), (_text(rows), "code"), (str(inner), differ), ("", "code")]
    theirs: Cells = [*_batch(batches[1], batch), ("", "code"), (str(meets), differ), (_text(columns), "code")]
    total: Cells = [
        *(("✗", "conflict") if size is None else (str(size), "code") for size in batch),
        (_text(rows), "code"),
        ("✗", "conflict") if inner != meets else ("", "code"),
        (_text(columns), "code"),
    ]
    drawn: list[Row] = [(one.name, ours), (other.name, theirs), (f"{one.name} @ {other.name}", total)]
    if inner != meets:
        why = _("{inner} and {meets} don't fit: the columns on the left must be as many as the rows on the right")
        return drawn, why.format(inner=inner, meets=meets)
    return drawn, _("the axes before the last two don't fit: they differ, and neither is 1")


def _batch(shape: Sequence[int], batch: Sequence[int | None]) -> Cells:
    """The axes before the last two, aligned from the right."""
    missing = len(batch) - len(shape)
    ours: Cells = [("", "code")] * missing
    for size, meets in zip(shape, batch[missing:], strict=True):
        ours.append((str(size), "conflict" if meets is None and size != 1 else "code"))
    return ours


def _text(sizes: Sequence[int]) -> str:
    return str(sizes[0]) if sizes else ""


# --- joined along an axis, or stacked along a new one: every other axis must be the same


def _joined(operands: Sequence[Operand], along: int | None) -> tuple[list[Row], str]:
    ranks = {len(each.shape) for each in operands}
    rank = max(ranks)
    along = along + rank if along is not None and along < 0 else along
    sizes = [{each.shape[axis] for each in operands if axis < len(each.shape)} for axis in range(rank)]
    wrong = [axis for axis in range(rank) if axis != along and len(sizes[axis]) > 1]
    if len(ranks) > 1:
        why = _("they have {ranks} axes: all must have the same number of them").format(
            ranks=_(" and ").join(map(str, sorted(ranks)))
        )
    elif wrong:
        unlike = _(" and ").join(str(size) for size in sorted(sizes[wrong[0]]))
        why = _("axis {axis}: {sizes} don't fit").format(axis=wrong[0], sizes=unlike) + ": "
        why += _("they must be equal") if along is None else _("only axis {axis} may differ").format(axis=along)
    else:
        return [], ""
    rows: list[Row] = [
        (each.name, [_at(each.shape, axis, axis in wrong, axis == along) for axis in range(rank)]) for each in operands
    ]
    if len(ranks) > 1:
        return rows, why
    total: Cells = []
    for axis in range(rank):
        total.append(("✗", "conflict") if axis in wrong else _total(operands, axis, axis == along))
    return [*rows, (_("together"), total)], why


def _at(shape: Sequence[int], axis: int, wrong: bool, along: bool) -> tuple[str, Role]:
    role: Role = "conflict" if wrong else "stretch" if along else "code"
    return (str(shape[axis]), role) if axis < len(shape) else ("", "code")


def _total(operands: Sequence[Operand], axis: int, along: bool) -> tuple[str, Role]:
    if along:
        return str(sum(each.shape[axis] for each in operands)), "stretch"
    return str(operands[0].shape[axis]), "code"


# --- reshaped: the elements are counted


def _reshaped(one: Operand, wanted: Operand) -> tuple[list[Row], str]:
    rank = max(len(one.shape), len(wanted.shape))
    held, asked = math.prod(one.shape), math.prod(size for size in wanted.shape if size != OPEN)
    if held == asked and OPEN not in wanted.shape:
        return [], ""

    def row(shape: Sequence[int], role: Role) -> Cells:
        missing: Cells = [("", "code")] * (rank - len(shape))
        return [*missing, *(("?" if size == OPEN else str(size), role) for size in shape)]

    if OPEN in wanted.shape:
        why = _("{held} elements can't be shared out: {asked} does not divide them").format(held=held, asked=asked)
    else:
        why = _("{held} elements can't fill {asked} places").format(held=held, asked=asked)
    return [(one.name, row(one.shape, "code")), (wanted.name, row(wanted.shape, "conflict"))], why
