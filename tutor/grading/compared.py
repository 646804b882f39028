"""What was expected, drawn beside what came, with the parts that differ marked. *Any side.*"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from tutor.course.cells import cells
from tutor.course.lines import Line, Span, beside, laid_out, line, width_of
from tutor.course.spans import Role, fold
from tutor.course.spans import Span as Placed
from tutor.language import _, later_

EXPECTED, GOT = later_("expected"), later_("got")
_TOKEN = re.compile(r"(\s*)([\w.+-]+|\S)")  # how numbers are moved in says nothing
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
    plain_right = right
    if carets:
        left, right = _with_carets(left, right)
    left_width = max(map(width_of, [line(_(EXPECTED)), *left]))
    right_width = max(map(width_of, [line(_(GOT)), *right]))
    if left_width + GAP + right_width <= width:
        columns = beside(
            [line((_(EXPECTED), "label")), *left], [line((_(GOT), "label")), *right], left_width, (" " * GAP, "dim")
        )
        return [*head, *columns]
    above = [line((_(EXPECTED), "label")), *_block(marked(expected, got)[0], width, carets=False)]
    return [*head, *above, line((_(GOT), "label")), *_block(plain_right, width, carets=carets)]


def _in_one_line(expected: str, got: str, label: str) -> Line | None:
    if "\n" in expected or "\n" in got:
        return None
    left, right = marked(expected, got)
    start = line((label, "strong"), "   ") if label else []
    return [*start, *line((_(EXPECTED) + " ", "label")), *left[0], *line("   ", (_(GOT) + " ", "label")), *right[0]]


def _block(drawn: Sequence[Line], width: int, *, carets: bool) -> list[Line]:
    """The rows moved in, each folded where it is too long, its carets below."""
    lines: list[Line] = []
    for row in drawn:
        folded = fold([Placed(span.text, cast(Role, span.role)) for span in row], max(8, width - 2))
        for piece in laid_out(folded):
            below = _carets_below(piece) if carets else []
            lines += [[Span("  ", "body"), *each] for each in (piece, *below)]
    return lines


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
        ours += [left[number], *([] for _caret in carets)] if level else []
    return ours if level else left, theirs


def _carets_below(row: Line) -> list[Line]:
    """A row of carets for what differs in `row`; none if nothing does."""
    below = "".join(("^" if span.role == "differs" else " ") * cells(span.text) for span in row).rstrip()
    return [line((below, "differs"))] if below else []


def _marked_row(expected: str, got: str) -> tuple[Line, Line]:
    ours, theirs = _TOKEN.findall(expected), _TOKEN.findall(got)
    if len(ours) != len(theirs):
        return line((expected, EXPECTED)), line((got, GOT))
    tokens: list[tuple[str, str]] = []
    for (_blank, mine), (blank, other) in zip(ours, theirs, strict=True):
        tokens += [(blank, GOT), (other, "differs" if mine != other else GOT)]
    end = got[len(got.rstrip()) :]
    return line((expected, EXPECTED)), _joined([pair for pair in (*tokens, (end, GOT)) if pair[0]])


def _joined(tokens: list[tuple[str, str]]) -> Line:
    spans: Line = []
    for text, role in tokens:
        if spans and spans[-1].role == role:
            spans[-1] = Span(spans[-1].text + text, role)
        else:
            spans.append(Span(text, role))
    return spans
