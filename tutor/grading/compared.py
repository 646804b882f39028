"""What was expected, drawn beside what came, with the parts that differ marked. *Any side.*"""

from __future__ import annotations

import re

from tutor.course.cells import cells
from tutor.course.lines import Line, Span, beside, cut_up, line, width_of

EXPECTED, GOT = "expected", "got"
_TOKEN = re.compile(r"[\w.+-]+|\s+|.")
GAP = 3


def compared(expected: str, got: str, width: int, label: str = "", *, carets: bool = False) -> list[Line]:
    """`expected` and `got`: in one line if they fit, else in two columns, else one above the other.

    `label` says what differs ("shape") and stands before them. What differs within `got` has a role of its own;
    `carets` marks it below as well, for where a role can't be seen.
    """
    one = _in_one_line(expected, got, label)
    if one is not None and width_of(one) <= width:
        return [one, *(_carets_below(one) if carets and any(span.role == GOT for span in one) else [])]
    head = [line((label, "strong"))] if label else []
    left, right = marked(expected, got)
    if carets:
        left, right = _with_carets(left, right)
    left_width = max(map(width_of, [line(EXPECTED), *left]))
    right_width = max(map(width_of, [line(GOT), *right]))
    if left_width + GAP + right_width <= width:
        columns = beside(
            [line((EXPECTED, "label")), *left], [line((GOT, "label")), *right], left_width, (" " * GAP, "dim")
        )
        return [*head, *columns]
    above = [line((EXPECTED, "label")), *_block(expected, left, EXPECTED, width)]
    return [*head, *above, line((GOT, "label")), *_block(got, right, GOT, width)]


def _in_one_line(expected: str, got: str, label: str) -> Line | None:
    if "\n" in expected or "\n" in got:
        return None
    left, right = marked(expected, got)
    start = line((label, "strong"), "   ") if label else []
    return [*start, *line((EXPECTED + " ", "label")), *left[0], *line("   ", (GOT + " ", "label")), *right[0]]


def _block(text: str, drawn: list[Line], role: str, width: int) -> list[Line]:
    if all(cells(row) + 2 <= width for row in text.split("\n")):
        return [[Span("  ", "body"), *row] for row in drawn]
    return cut_up(text, width, role, "  ")


def marked(expected: str, got: str) -> tuple[list[Line], list[Line]]:
    """Both texts as lines; where they have the same form, the parts of `got` that differ are marked."""
    left, right = expected.split("\n"), got.split("\n")
    if len(left) != len(right):
        return [line((row, EXPECTED)) for row in left], [line((row, GOT)) for row in right]
    pairs = [_marked_row(*rows) for rows in zip(left, right, strict=True)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def _with_carets(left: list[Line], right: list[Line]) -> tuple[list[Line], list[Line]]:
    """The rows, each with something marked in it followed by a row of carets; blank rows keep the left side level."""
    ours: list[Line] = []
    theirs: list[Line] = []
    level = len(left) == len(right)
    for number, row in enumerate(right):
        carets = _carets_below(row)
        theirs += [row, *carets]
        ours += [left[number], *([] for _ in carets)] if level else []
    return ours if level else left, theirs


def _carets_below(row: Line) -> list[Line]:
    """A row of carets for what differs in `row`; none if nothing does."""
    below = "".join(("^" if span.role == "differs" else " ") * cells(span.text) for span in row).rstrip()
    return [line((below, "differs"))] if below else []


def _marked_row(expected: str, got: str) -> tuple[Line, Line]:
    ours, theirs = _TOKEN.findall(expected), _TOKEN.findall(got)
    if len(ours) != len(theirs):
        return line((expected, EXPECTED)), line((got, GOT))
    role = ["differs" if mine != other else GOT for mine, other in zip(ours, theirs, strict=True)]
    return line((expected, EXPECTED)), _joined(list(zip(theirs, role, strict=True)))


def _joined(tokens: list[tuple[str, str]]) -> Line:
    spans: Line = []
    for text, role in tokens:
        if spans and spans[-1].role == role:
            spans[-1] = Span(spans[-1].text + text, role)
        else:
            spans.append(Span(text, role))
    return spans
