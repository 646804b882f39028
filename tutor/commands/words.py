"""The words several commands use for the same thing. *Screen side.*"""

from __future__ import annotations

from typing import Any

from tutor.course.model import Fault
from tutor.progress.standing import State
from tutor.progress.summary import Count

# How an exercise stands: the word for it, and its style.
MARKS: dict[State, tuple[str, str]] = {
    "new": ("-", "quiet"),
    "started": ("started", "warn"),
    "given_up": ("given up", "warn"),
    "tested_out": ("tested out", "good"),
    "passed": ("passed", "good"),
}


def counted(count: Count) -> str:
    """`count` in words: `3 of 5, 1 given up, 1 of 2 optional`."""
    if not count.total and not count.optional_total:
        return "no exercises"
    parts = [f"{count.done} of {count.total} done"]
    if count.tested_out:
        parts.append(f"{count.tested_out} tested out")
    if count.given_up:
        parts.append(f"{count.given_up} given up")
    if count.optional_total:
        parts.append(f"{count.optional_done} of {count.optional_total} optional")
    return ", ".join(parts)


def several(number: int, thing: str) -> str:
    """`1 fault`, `2 faults`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def fault_json(fault: Fault) -> dict[str, Any]:
    """One fault of a file as plain data."""
    return {"path": str(fault.path), "line": fault.line, "severity": fault.severity, "message": fault.message}
