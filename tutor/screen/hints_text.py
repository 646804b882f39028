"""The hints taken so far, and how many remain. *Screen side.* Headless."""

from __future__ import annotations

from tutor.course.lines import Line, line, prose, words
from tutor.course.model import Exercise
from tutor.language import _, plural
from tutor.screen.keys import BY_ID


def hint_lines(exercise: Exercise | None, taken: int, width: int) -> list[Line]:
    """Hints 1 to `taken`, the last one first read at the bottom, and what remains."""
    if exercise is None:
        return words(width, (_("This page has no task, so it needs no hints."), "dim"))
    total = len(exercise.hints)
    lines: list[Line] = []
    for number, hint in enumerate(exercise.hints[:taken], 1):
        lines.append(line((_("Hint {number} of {hints}").format(number=number, hints=total), "label")))
        lines += prose(hint, width)
        lines.append([])
    lines += words(width, (_remaining(total - taken, taken), "dim"))
    return lines


def _remaining(left: int, taken: int) -> str:
    if left <= 0:
        return _("That was the last hint.")
    if taken:
        told = plural("{n} more hint: {key} takes the next.", "{n} more hints: {key} takes the next.", left)
    else:
        told = plural("{n} hint: {key} takes the first.", "{n} hints: {key} takes the first.", left)
    return told.format(key=BY_ID["hint"].shown)
