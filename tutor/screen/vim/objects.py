"""What vim's text objects hold: a word, what is in brackets or quotes, a paragraph. *Any side.*"""

from __future__ import annotations

from dataclasses import dataclass

from tutor.screen.vim.motions import OPENING, other_bracket
from tutor.screen.vim.text import kind, line_end, line_start, lines_down

NAMES = {
    **dict.fromkeys("()b", "("),
    **dict.fromkeys("[]", "["),
    **dict.fromkeys("{}B", "{"),
    '"': '"',
    "'": "'",
    "`": "`",
    "w": "w",
    "W": "W",
    "p": "p",
}


@dataclass(frozen=True)
class Range:
    """A stretch of text, from `start` to before `end`; whole lines, with their newlines, if `lines`.

    `last` says that the text's last line is one of them, which has no newline and may be empty.
    """

    start: int
    end: int
    lines: bool = False
    last: bool = False

    def of(self, text: str) -> str:
        """What it holds of `text`; lines without the newline of the last of them."""
        body = text[self.start : self.end]
        return body[:-1] if self.lines and not self.last else body


def found(text: str, at: int, name: str, *, around: bool, count: int = 1) -> Range | None:
    """The object called `name` that `at` is in: what it holds, or with `around` the whole of it."""
    what = NAMES[name]
    if what in "wW":
        return _word(text, at, large=what == "W", around=around, count=count)
    if what == "p":
        return _paragraph(text, at, around=around, count=count)
    return _bracketed(text, at, what, around, count) if what in OPENING else _quoted(text, at, what, around)


def _word(text: str, at: int, *, large: bool, around: bool, count: int) -> Range | None:
    first, last = line_start(text, at), line_end(text, at)
    if first == last:
        return None

    def same(to: int) -> int:
        here = kind(text, to, large=large)
        while to < last and kind(text, to, large=large) == here:
            to += 1
        return to

    start = min(at, last - 1)
    here = kind(text, start, large=large)
    while start > first and kind(text, start - 1, large=large) == here:
        start -= 1
    end = start
    for _ in range(count):
        if end >= last:
            break
        end = same(end)
        if around and end < last and (here == " ") != (kind(text, end, large=large) == " "):
            end = same(end)
    if around and here != " " and text[end - 1 : end].strip():
        # No blanks behind it: those before it go with it, unless they are the indentation.
        before = start
        while before > first and text[before - 1] in " \t":
            before -= 1
        start = before if before > first else start
    return Range(start, end)


def _bracketed(text: str, at: int, opening: str, around: bool, count: int) -> Range | None:
    start = _enclosing(text, at, opening, count)
    if start is None and count == 1:  # not within any: the next one in the line
        ahead = text.find(opening, at, line_end(text, at))
        start = ahead if ahead >= 0 else None
    if start is None:
        return None
    end = other_bracket(text, start)
    if end is None:
        return None
    if around:
        return Range(start, end + 1)
    # What stands on lines of its own keeps the lines of the brackets apart.
    inside = text[start + 1 : end]
    if inside.startswith("\n") and line_start(text, end) > start and not text[line_start(text, end) : end].strip():
        return Range(start + 2, max(start + 2, line_start(text, end)), lines=True)
    return Range(start + 1, end)


def _enclosing(text: str, at: int, opening: str, count: int) -> int | None:
    """Where the bracket opens that `at` is in, or the one around it that `count` tells."""
    closing = OPENING[opening]
    deep = count
    start = at
    if at >= len(text) or text[at] == closing:
        start -= 1
    while start >= 0:
        if text[start] == closing and start != at:
            deep += 1
        elif text[start] == opening:
            deep -= 1
            if deep == 0:
                return start
        start -= 1
    return None


def _quoted(text: str, at: int, quote: str, around: bool) -> Range | None:
    first, last = line_start(text, at), line_end(text, at)
    places = [to for to in range(first, last) if text[to] == quote and not _is_escaped(text, first, to)]
    pairs = list(zip(places[::2], places[1::2], strict=False))
    pair = next(((start, end) for start, end in pairs if end >= at), None)
    if pair is None:
        return None
    start, end = pair
    if not around:
        return Range(start + 1, end)
    end += 1
    after = end
    while after < last and text[after] in " \t":
        after += 1
    if after > end:
        return Range(start, after)
    while start > first and text[start - 1] in " \t":
        start -= 1
    return Range(start, end)


def _is_escaped(text: str, first: int, at: int) -> bool:
    before = text[first:at]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _paragraph(text: str, at: int, *, around: bool, count: int) -> Range:
    def is_blank(row: int) -> bool:
        return not text[row : line_end(text, row)].strip()

    start = line_start(text, at)
    blank = began_blank = is_blank(start)
    while (row := lines_down(text, start, -1)) is not None and is_blank(row) == blank:
        start = row
    end: int | None = start
    for _ in range(count * (2 if around else 1)):
        if end is None:
            break
        blank = is_blank(end)
        while end is not None and is_blank(end) == blank:
            end = lines_down(text, end, 1)
    if around and end is None and not began_blank:
        # Nothing blank behind it: what is before goes with it.
        while (row := lines_down(text, start, -1)) is not None and is_blank(row):
            start = row
    return Range(start, len(text) if end is None else end, lines=True, last=end is None)
