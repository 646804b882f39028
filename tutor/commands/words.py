"""The words several commands use for the same thing. *Screen side.*"""

from __future__ import annotations

from tutor.course.cells import cells
from tutor.language import _, later_

TYPE_CHECKING = False  # that of `typing`, which takes longer to import than this module
if TYPE_CHECKING:
    from typing import Any

    from tutor.course.model import Fault
    from tutor.progress.count import Count, State

# How an exercise stands: the word for it, and its style.
MARKS: dict[State, tuple[str, str]] = {
    "new": ("-", "quiet"),
    "started": (later_("started"), "warn"),
    "given_up": (later_("given up"), "warn"),
    "tested_out": (later_("tested out"), "good"),
    "passed": (later_("passed"), "good"),
}


def mark(state: State) -> tuple[str, str]:
    """The word for how an exercise stands, and its style."""
    word, style = MARKS[state]
    return _(word), style


def counted(count: Count) -> str:
    """`count` in words: `3 of 5, 1 given up, 1 of 2 optional`."""
    if not count.total and not count.optional_total:
        return _("no exercises")
    parts = [_("{done} of {total} done").format(done=count.done, total=count.total)]
    if count.tested_out:
        parts.append(_("{n} tested out").format(n=count.tested_out))
    if count.given_up:
        parts.append(_("{n} given up").format(n=count.given_up))
    if count.optional_total:
        parts.append(_("{done} of {total} optional").format(done=count.optional_done, total=count.optional_total))
    return _(", ").join(parts)


def led(label: str, width: int) -> str:
    """`label` with blanks behind it up to `width` cells; at least one."""
    return label + " " * max(1, width - cells(label))


def fault_json(fault: Fault) -> dict[str, Any]:
    """One fault of a file as plain data."""
    return {"path": str(fault.path), "line": fault.line, "severity": fault.severity, "message": fault.message}
