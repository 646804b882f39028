"""Laid-out text: lines of spans, each span with the part it plays; and the breaking of spans into lines. *Any side.*

A span's text is data, never markup, and holds no line end. What a role looks like is the screen's to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from tutor.course import glyphs
from tutor.course.cells import cells, graphemes

Role = Literal[
    "body",
    "strong",
    "em",
    "heading",
    "code",  # code within a sentence, and the parts of fenced code that have no role of their own
    "keyword",
    "string",
    "comment",
    "number",
    "definition",
    "operator",
    "math",
    "output",  # what a fence printed or gave
    "error",  # what a fence raised
    "quote",
    "bullet",
    "link",
    "rule",
    "stretch",  # in a broadcast: what is read as larger than it is
    "conflict",  # in a broadcast: what doesn't fit
    "series1",  # of what a figure shows, one after another
    "series2",
    "series3",
    "dim",
]


class Span(NamedTuple):
    """A piece of one line, and the part it plays."""

    text: str
    role: Role = "body"


Line = list[Span]

WHOLE = 20  # cells: code in a sentence that is no longer than this stays on one line
NEAR = 0.6  # of a line: code is broken behind a blank or a comma that comes later than this
CONTINUED = Span("↳ ", "dim")  # stands before what is left of a line of code that was too long
BREAK = Span("\n", "body")  # among spans to be wrapped: a line end the author asked for


def plain(lines: Iterable[Line]) -> str:
    """The text of the lines, without roles and without blanks at their ends."""
    return "\n".join("".join(span.text for span in line).rstrip() for line in lines)


def width_of(line: Iterable[Span]) -> int:
    """How many cells the spans take."""
    return sum(cells(span.text) for span in line)


# No line begins with one of these, and none ends with one of those: the rule of Chinese setting.
_NOT_FIRST = set("、。，．：；？！）］｝」』】〉》”’…—～·%,.:;?!)]}")
_NOT_LAST = set("（［｛「『【〈《“‘([{")
_WORD = re.compile(r"\s+|[^\s\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]+|.")


def wrap(spans: Iterable[Span], width: int) -> list[Line]:
    """The spans as lines of at most `width` cells, broken at blanks and between Chinese characters.

    A word wider than a line is broken where the line ends. Formulas are broken only so.
    """
    lines: list[Line] = []
    line: Line = []
    used = 0
    blank = 0  # cells of blanks wanted before the next word
    for word in _words(spans):
        if word == [BREAK]:
            lines.append(line)
            line, used, blank = [], 0, 0
            continue
        if word[0].text.isspace():
            blank = cells(word[0].text) if line else 0
            blank_span = word[0]
            continue
        size = width_of(word)
        if line and used + blank + size > width:
            lines.append(line)
            line, used, blank = [], 0, 0
        if blank:
            line.append(blank_span)
        if size > width:
            *whole, word = split(word, width)
            lines += whole
            size = width_of(word)
            line = []
            used = blank = 0
        line += word
        used += blank + size
        blank = 0
    if line or not lines:
        lines.append(line)
    return [_joined(one) for one in lines]


def _words(spans: Iterable[Span]) -> list[list[Span]]:
    """The spans cut where a line may break: blanks by themselves, words with what clings to them."""
    pieces: list[Span] = []
    for span in spans:
        if span == BREAK or span.role == "math" or (span.role == "code" and cells(span.text) <= WHOLE):
            pieces.append(span)
        else:
            pieces += [Span(piece, span.role) for piece in _WORD.findall(span.text)]
    words: list[list[Span]] = []
    opened: set[str] = set()  # signs of stress that wait for their second half
    is_held = False  # whether the next piece belongs to the sign before it
    for piece in pieces:
        closes = is_sign(piece) and piece.text in opened
        if len(words) > 1 and words[-1][-1].text == " " and _counts(words[-2][-1].text, piece.text):
            words[-2:] = [[*words[-2], *words[-1], piece]]
        elif words and (is_held or closes or _clings(words[-1][-1], piece)):
            words[-1].append(piece)
        else:
            words.append([piece])
        is_held = is_sign(piece) and not closes
        if is_sign(piece):
            opened ^= {piece.text}
    return words


def _counts(before: str, after: str) -> bool:
    """Whether a number stands beside the Chinese sign for what it counts, as in 第 5 行: a line keeps them together."""
    if before == "第":
        return after.isdecimal()
    return before.isdecimal() and _is_wide(after[:1]) and after.isalpha()


def is_sign(span: Span) -> bool:
    """Whether the span stands for stress where no role can be shown: it belongs to the words it surrounds."""
    return span.text in ("*", "**") and span.role in ("strong", "em", "heading")


def _clings(before: Span, piece: Span) -> bool:
    """Whether no line may break between two pieces."""
    if BREAK in (before, piece) or not before.text or not piece.text:
        return False
    if before.text.isspace() or piece.text.isspace():
        return False
    if piece.text[0] in _NOT_FIRST or before.text[-1] in _NOT_LAST:
        return True
    # Only beside a Chinese character may a line break without a blank.
    return not (_is_wide(before.text[-1]) or _is_wide(piece.text[0]))


def _is_wide(character: str) -> bool:
    return cells(character) == 2


def split(line: Sequence[Span], width: int) -> list[Line]:
    """The spans as lines of at most `width` cells, broken wherever one is full."""
    width = max(width, 2)  # the widest character must find its place
    lines: list[Line] = [[]]
    used = 0
    for span in line:
        text = ""
        for character in graphemes(span.text):
            size = cells(character)
            if used + size > width:
                if text:
                    lines[-1].append(Span(text, span.role))
                lines.append([])
                text, used = "", 0
            text += character
            used += size
        if text:
            lines[-1].append(Span(text, span.role))
    return lines


def fold(line: Sequence[Span], width: int) -> list[Line]:
    """A line of code as lines of at most `width` cells, each after the first with the sign that it goes on.

    It is broken behind a blank or a comma where one is near, else wherever a line is full.
    """
    if width_of(line) <= width:
        return [list(line)]
    sign = Span(glyphs.drawn(CONTINUED.text), CONTINUED.role)
    lines: list[Line] = []
    row: Line = []  # a span for each character
    used, room = 0, width
    for piece in (Span(character, span.role) for span in line for character in graphemes(span.text)):
        size = cells(piece.text)
        while row and used + size > room:
            end = _end_near(row)
            lines.append(_joined(row[:end]))
            row = row[end:]
            used, room = width_of(row), max(2, width - cells(sign.text))
        row.append(piece)
        used += size
    lines.append(_joined(row))
    return [lines[0], *([sign, *rest] for rest in lines[1:])]


def _end_near(row: Line) -> int:
    """How many characters of a full line stay on it."""
    for sign in " ,":
        place = max((number for number, span in enumerate(row, 1) if span.text == sign), default=0)
        if place > len(row) * NEAR and any(not span.text.isspace() for span in row[:place]):
            return place
    return len(row)


def _joined(line: Line) -> Line:
    """The line with neighbours of one role made one span."""
    joined: Line = []
    for span in line:
        if joined and joined[-1].role == span.role:
            joined[-1] = Span(joined[-1].text + span.text, span.role)
        else:
            joined.append(span)
    return joined
