"""What vim's operators and single commands do to a text. *Any side.*

Each gives a `Done`: the text and the cursor as they are then. Whoever calls keeps registers and modes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tutor.screen import indent
from tutor.screen.vim.motions import Target
from tutor.screen.vim.objects import Range
from tutor.screen.vim.text import first_filled, line_end, line_start, lines_further, on_character

LONGEST = 1 << 20  # characters; what would make the text longer isn't done


@dataclass(frozen=True)
class Register:
    """What was taken or copied last: whole lines (without the last one's newline), or a stretch of text."""

    text: str = ""
    lines: bool = False


@dataclass(frozen=True)
class Done:
    """A text and its cursor after a command; `writes` if it goes on with writing, `taken` if something was kept."""

    text: str
    cursor: int
    writes: bool = False
    taken: Register | None = None


def lines_of(text: str, start: int, end: int) -> Range:
    """The whole lines from that of `start` to that of `end`."""
    after = line_end(text, end)
    return Range(line_start(text, start), min(len(text), after + 1), lines=True, last=after == len(text))


def range_of(text: str, at: int, target: Target, name: str) -> Range:
    """What an operator takes between `at` and where the motion `name` leads."""
    start, end = sorted((at, target.at))
    if target.lines:
        return lines_of(text, start, end)
    if target.inclusive:
        return Range(start, min(len(text), end + 1))
    if name in ("w", "W") and "\n" in text[start:end]:
        # The last word's line ends what is taken, not the first word of the next.
        stretch = text[start:end]
        if stretch.startswith("\n") and line_start(text, start) == start:
            return lines_of(text, start, start)
        end = start + max(stretch.find("\n", len(stretch.rstrip())), 0) if not stretch[-1:].strip() else end
        return Range(start, end)
    if end > start and line_start(text, end) == end and line_start(text, start) != end:
        if not text[line_start(text, start) : start].strip():
            return Range(line_start(text, start), end, lines=True)
        return Range(start, end - 1)
    return Range(start, end)


def operate(text: str, operator: str, over: Range, times: int = 1, origin: int | None = None) -> Done:
    """`d`, `c`, `y`, `<`, `>`, `~`, and `u`, `U` for small and large letters, over a stretch of text.

    `origin` is where the cursor stands after copying.
    """
    if operator in "<>":
        change = indent.indented if operator == ">" else indent.dedented
        return _lines_changed(text, over, change, times)
    if operator in "~uU":
        turned = {"~": str.swapcase, "u": str.lower, "U": str.upper}[operator](text[over.start : over.end])
        return Done(text[: over.start] + turned + text[over.end :], over.start if origin is None else origin)
    body = over.of(text)
    taken = Register(body, over.lines)
    if operator == "y":
        return Done(text, over.start if origin is None else origin, taken=taken)
    if operator == "c" and over.lines:
        blank = indent.leading(body.partition("\n")[0])
        return Done(text[: over.start] + blank + text[over.start + len(body) :], over.start + len(blank), True, taken)
    start = over.start
    if operator == "c":
        return Done(text[:start] + text[over.end :], start, True, taken)
    if over.last and start:
        start -= 1  # the last line goes with the newline before it
    after = text[:start] + text[over.end :]
    cursor = first_filled(after, min(start + over.last, len(after))) if over.lines else on_character(after, start)
    if over.last:
        cursor = first_filled(after, line_start(after, len(after)))
    return Done(after, cursor, taken=taken)


def _lines_changed(text: str, over: Range, change: Callable[[list[str]], list[str]], times: int) -> Done:
    whole = over if over.lines else lines_of(text, over.start, max(over.start, over.end - 1))
    body = whole.of(text)
    lines = body.split("\n")
    for _ in range(min(times, 20)):
        lines = change(lines)
    after = text[: whole.start] + "\n".join(lines) + text[whole.start + len(body) :]
    return Done(after, first_filled(after, whole.start))


def put(text: str, at: int, register: Register, times: int, *, before: bool) -> Done | None:
    """`p`, `P`: what is in the register, behind the cursor or `before` it; whole lines below or above."""
    if (not register.text and not register.lines) or len(text) + len(register.text) * times > LONGEST:
        return None
    if register.lines:
        body = "\n".join([register.text] * times)
        if before:
            start = line_start(text, at)
            return Done(text[:start] + body + "\n" + text[start:], first_filled(text[:start] + body, start))
        end = line_end(text, at)
        after = text[:end] + "\n" + body + text[end:]
        return Done(after, first_filled(after, end + 1))
    body = register.text * times
    start = at if before or line_end(text, at) == line_start(text, at) else at + 1
    after = text[:start] + body + text[start:]
    return Done(after, start if "\n" in body else start + len(body) - 1)


def put_over(text: str, over: Range, register: Register) -> Done:
    """`p` in visual mode: the register in the place of what is selected, which it then holds."""
    body = over.of(text)
    instead = register.text if register.lines == over.lines or not register.lines else f"\n{register.text}\n"
    after = text[: over.start] + instead + text[over.start + len(body) :]
    at = over.start
    if over.lines or register.lines:
        at = first_filled(after, at + (not over.lines))
    elif "\n" not in instead:
        at += max(0, len(instead) - 1)
    return Done(after, on_character(after, at), taken=Register(body, over.lines))


def join(text: str, at: int, count: int) -> Done | None:
    """`J`: `count` lines as one, a blank between them."""
    cursor = at
    for number in range(max(1, count - 1)):
        end = line_end(text, at)
        if end == len(text):
            return None if number == 0 else Done(text, cursor)
        rest = text[end + 1 :].lstrip(" \t")
        head = text[:end].rstrip(" \t") if text[line_start(text, at) : end].strip() else text[:end]
        gap = "" if not rest or rest[0] in "\n)" or head.endswith(("\n", " ", "(")) or not head else " "
        cursor = len(head)
        text = head + gap + rest
    return Done(text, on_character(text, cursor))


def replace(text: str, at: int, character: str, count: int) -> Done | None:
    """`r`: as many characters as `count`, if the line has them."""
    if at + count > line_end(text, at):
        return None
    if character == "\n":
        return Done(text[:at] + "\n" + text[at + count :], at + 1)
    return Done(text[:at] + character * count + text[at + count :], at + count - 1)


def swap_case(text: str, at: int, count: int) -> Done:
    """`~`: and on to the next character."""
    end = min(line_end(text, at), at + count)
    after = text[:at] + text[at:end].swapcase() + text[end:]
    return Done(after, on_character(after, at + len(text[at:end].swapcase())))


def open_line(text: str, at: int, *, above: bool) -> Done:
    """`o`, `O`: a new line below, or above, as far in as the code wants."""
    start, end = line_start(text, at), line_end(text, at)
    line = text[start:end]
    if above:
        blank = indent.leading(line)
        return Done(text[:start] + blank + "\n" + text[start:], start + len(blank), True)
    blank = indent.after(line)
    return Done(text[:end] + "\n" + blank + text[end:], end + 1 + len(blank), True)


def begin_writing(text: str, at: int, name: str) -> Done:
    """`i`, `a`, `I`, `A`."""
    start, end = line_start(text, at), line_end(text, at)
    to = {"i": at, "a": min(end, at + 1), "A": end}.get(name)
    if to is None:
        to = start + len(indent.leading(text[start:end]))
    return Done(text, to, True)


def some_lines(text: str, at: int, count: int) -> Range | None:
    """`count` lines from that of `at` on, or as many as there are; None if the last line is to be several."""
    to = lines_further(text, at, count - 1) if count > 1 else at
    return None if to is None else lines_of(text, at, to)
