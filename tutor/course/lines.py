"""Lines put together from parts: the layout's own, with more roles. *Any side.*

The screen and the commands show the same lines; what a role looks like is theirs to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, cast

from tutor.course import spans as course_spans
from tutor.course.cells import cells
from tutor.course.page_text import FenceOutput, Role, code_lines, lay_out


class Span(NamedTuple):
    """A piece of one line and its role: one of the layout's, or one that whoever draws it knows."""

    text: str
    role: str = "body"


Line = list[Span]


def line(*parts: tuple[str, str] | str) -> Line:
    """A line of `(text, role)` pairs; bare text has the role of body text."""
    return [Span(part) if isinstance(part, str) else Span(*part) for part in parts]


def prose(text: str, width: int, outputs: Sequence[FenceOutput | None] = (), *, marks: bool = False) -> list[Line]:
    """Markdown laid out for `width` cells; with `marks`, signs stand for what roles can't show."""
    return laid_out(lay_out(text, width, outputs, marks=marks))


def code(text: str, width: int) -> list[Line]:
    """Python code, highlighted; what is too long goes on below, after a sign."""
    return laid_out(code_lines(text, width))


def words(width: int, *parts: tuple[str, str] | str) -> list[Line]:
    """A sentence of `(text, role)` pairs, broken between words."""
    spans = [course_spans.Span(span.text, cast(Role, span.role)) for span in line(*parts)]
    return laid_out(course_spans.wrap(spans, max(8, width)))


def cut_up(text: str, width: int, role: str, indent: str = "") -> list[Line]:
    """`text` as it is, no line wider than `width`; what goes on from the line above bears a sign."""
    lines = []
    for whole in text.expandtabs(4).split("\n"):
        folded = course_spans.fold([course_spans.Span(whole, cast(Role, role))], max(8, width - cells(indent)))
        lines += [[Span(indent), *row] for row in laid_out(folded)]
    return lines


def laid_out(lines: Iterable[Iterable[course_spans.Span]]) -> list[Line]:
    """Lines of the layout's own spans, as lines of these."""
    return [[Span(*span) for span in one] for one in lines]


def plain(lines: Iterable[Sequence[Span]]) -> str:
    """The text of `lines`."""
    return "\n".join("".join(span.text for span in one) for one in lines)


def width_of(spans: Iterable[Span]) -> int:
    """How many cells `spans` take."""
    return sum(cells(span.text) for span in spans)


def indented(lines: Iterable[Sequence[Span]], *before: tuple[str, str] | str) -> list[Line]:
    """`lines`, each behind the same beginning."""
    return [[*line(*before), *one] for one in lines]


def beside(
    left: Sequence[Line], right: Sequence[Line], width: int, gap: tuple[str, str] = ("   ", "dim")
) -> list[Line]:
    """Two blocks next to each other, the left one `width` cells wide."""
    rows = max(len(left), len(right))
    return [
        [*_padded(left[row] if row < len(left) else [], width), Span(*gap), *(right[row] if row < len(right) else [])]
        for row in range(rows)
    ]


def _padded(spans: Line, width: int) -> Line:
    return [*spans, Span(" " * max(0, width - width_of(spans)))]
