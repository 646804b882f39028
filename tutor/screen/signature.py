"""The signature of a call that is being written, its current argument set off, on one line. *Any side.*"""

from __future__ import annotations

import re

from tutor.course.under_cursor import Call

Part = tuple[str, str]  # a text and its role
MORE = "…"


def signature_parts(signature: str, call: Call, room: int) -> list[Part]:
    """`signature` in at most `room` cells: what doesn't fit is left out around the argument that is being written."""
    name, arguments, end = taken_apart(signature)
    if not arguments:
        return [(_cut(signature, room), "dim")]
    current = argument_at(arguments, call)
    first, last = (0, len(arguments)) if current is None else (current, current + 1)
    if current is None:
        parts = _drawn(name, arguments, 0, len(arguments), None, end)
        while _size(parts) > room and last > 1:
            last -= 1
            parts = _drawn(name, arguments, 0, last, None, end)
        return parts if _size(parts) <= room else [(_cut(signature, room), "dim")]
    while True:  # one more at the right, then one more at the left, as long as there is room
        wider = [(first, last + 1), (first - 1, last)]
        fits = next(
            (
                (left, right)
                for left, right in wider
                if left >= 0
                and right <= len(arguments)
                and _size(_drawn(name, arguments, left, right, current, end)) <= room
            ),
            None,
        )
        if fits is None:
            break
        first, last = fits
    parts = _drawn(name, arguments, first, last, current, end)
    return parts if _size(parts) <= room else [(_cut(arguments[current], room), "heading")]


def taken_apart(signature: str) -> tuple[str, list[str], str]:
    """What stands before the parentheses of a signature, its arguments, and what stands behind."""
    signature = signature.replace("[, ", ", [")  # the old way to write that an argument may be left out
    start = signature.find("(")
    if start < 0:
        return signature, [], ""
    depth, at = 0, start
    edges = [start]
    for at in range(start, len(signature)):
        letter = signature[at]
        depth += (letter in "([{") - (letter in ")]}")
        if letter == "," and depth == 1:
            edges.append(at)
        if not depth:
            break
    arguments = [signature[left + 1 : right].strip() for left, right in zip(edges, [*edges[1:], at], strict=True)]
    return signature[:start], [one for one in arguments if one], signature[at + 1 :].strip()


def argument_at(arguments: list[str], call: Call) -> int | None:
    """Which of `arguments` is being written, or None where none is known to take it."""
    names = [re.sub(r"[\[\]\s]", "", re.split(r"[:=]", one)[0]) for one in arguments]
    if call.keyword:
        return next((at for at, name in enumerate(names) if name.lstrip("*") == call.keyword), None)
    taken = 0
    for at, name in enumerate(names):
        if name == "*":
            return None
        if name == "/" or name in call.given or name in ("self", "cls"):
            continue
        if taken == call.number or (name.startswith("*") and not name.startswith("**")) or name == "...":
            return at
        taken += 1
    return None


def _drawn(name: str, arguments: list[str], first: int, last: int, current: int | None, end: str) -> list[Part]:
    parts: list[Part] = [(f"{name}(", "dim")]
    if first:
        parts.append((f"{MORE}, ", "dim"))
    for at in range(first, last):
        parts.append((arguments[at], "heading" if at == current else "dim"))
        if at + 1 < len(arguments):
            parts.append((", ", "dim"))
    if last < len(arguments):
        parts.append((MORE, "dim"))
    parts.append((")", "dim"))
    return parts if not end or first or last < len(arguments) else [*parts, (f" {end}", "dim")]


def _size(parts: list[Part]) -> int:
    return sum(len(text) for text, _role in parts)


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: max(0, room - 1)] + MORE
