"""The hints taken so far, and how many remain. *Screen side.* Headless."""

from __future__ import annotations

from tutor.course.lines import Line, line, prose, words
from tutor.course.model import Exercise


def hint_lines(exercise: Exercise | None, taken: int, width: int) -> list[Line]:
    """Hints 1 to `taken`, the last one first read at the bottom, and what remains."""
    if exercise is None:
        return words(width, ("This page has no task, so it needs no hints.", "dim"))
    total = len(exercise.hints)
    lines: list[Line] = []
    for number, hint in enumerate(exercise.hints[:taken], 1):
        lines.append(line((f"Hint {number} of {total}", "label")))
        lines += prose(hint, width)
        lines.append([])
    lines += words(width, (_remaining(total - taken, taken), "dim"))
    return lines


def _remaining(left: int, taken: int) -> str:
    if left <= 0:
        return "That was the last hint."
    more = "hint" if left == 1 else "hints"
    return f"{left} {'more ' if taken else ''}{more}: ^g takes {'the next' if taken else 'the first'}."
