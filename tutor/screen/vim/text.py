"""Places in a text, as offsets: its lines, their ends, what kind of character stands where. *Any side.*"""

from __future__ import annotations

from unicodedata import east_asian_width


def line_start(text: str, at: int) -> int:
    """Where the line of `at` begins."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Where the line of `at` ends: at its newline, or the text's end."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def last_in_line(text: str, at: int) -> int:
    """The last place of the line of `at` that the cursor may stand on: its last character, or where it begins."""
    return max(line_start(text, at), line_end(text, at) - 1)


def on_character(text: str, at: int) -> int:
    """`at`, brought to a place that the cursor may stand on outside of writing."""
    at = max(0, min(at, len(text)))
    return min(at, last_in_line(text, at))


def first_filled(text: str, at: int) -> int:
    """The first character of the line of `at` that is no blank, or its last one."""
    start, end = line_start(text, at), line_end(text, at)
    filled = start + len(text[start:end]) - len(text[start:end].lstrip())
    return min(filled, max(start, end - 1))


def lines_down(text: str, at: int, count: int) -> int | None:
    """Where the line begins that is `count` below that of `at` (above, if negative); None if there is none."""
    start = line_start(text, at)
    for _ in range(abs(count)):
        if count > 0:
            end = line_end(text, start)
            if end == len(text):
                return None
            start = end + 1
        else:
            if start == 0:
                return None
            start = line_start(text, start - 1)
    return start


def lines_further(text: str, at: int, count: int) -> int | None:
    """As `lines_down`, but no further than the last line, or the first; None if that is where one is."""
    to = lines_down(text, at, count)
    if to is None and lines_down(text, at, 1 if count > 0 else -1) is not None:
        return line_start(text, len(text)) if count > 0 else 0
    return to


def line_number(text: str, number: int) -> int:
    """Where line `number` (from 1) begins; the last one where there are fewer."""
    start = 0
    for _ in range(max(1, number) - 1):
        end = text.find("\n", start)
        if end < 0:
            break
        start = end + 1
    return start


def width(text: str) -> int:
    """The cells that a stretch of one line takes; a tab counts as four."""
    if text.isascii():
        return len(text) + 3 * text.count("\t")
    return sum(4 if one == "\t" else 2 if east_asian_width(one) in "WF" else 1 for one in text)


def at_cell(text: str, start: int, cell: int) -> int:
    """The place in the line that begins at `start` which stands at or before `cell`."""
    at, end = start, line_end(text, start)
    taken = 0
    while at < end:
        taken += width(text[at])
        if taken > cell:
            break
        at += 1
    return on_character(text, at)


def kind(text: str, at: int, *, large: bool = False) -> str:
    """What stands at `at`: a blank (" "), the end of an empty line ("\\n"), a word ("w"), or other signs (".").

    With `large`, words are all that is no blank. Chinese and Latin letters make words of their own.
    """
    character = text[at]
    if character == "\n":
        return "\n" if at == 0 or text[at - 1] == "\n" else " "
    if character.isspace():
        return " "
    if large:
        return "w"
    if character == "_" or character.isalnum():
        return "w" if east_asian_width(character) not in "WF" else "字"
    return "."
