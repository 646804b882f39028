"""Whether what an examiner's child sent is a verdict: code that is run may have it send anything. *Any side.*"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tutor.grading.verdict import STAGES

Check = Callable[[Any], bool]

TEXTS = ("call", "note", "expected", "got", "where")


def is_verdict(told: Mapping[str, Any]) -> bool:
    """Whether every part of `told` that is there is of its kind."""
    if told.get("verdict") not in ("passed", "failed", "unjudged"):
        return False
    return all(check(told[key]) for key, check in VERDICT.items() if told.get(key) is not None)


def _all_of(checks: Mapping[str, Check]) -> Check:
    def check(value: Any) -> bool:
        if not isinstance(value, dict):
            return False
        return all(each(value[key]) for key, each in checks.items() if value.get(key) is not None)

    return check


def _list_of(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(map(check, value))


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_whole(value: Any) -> bool:
    return type(value) is int and abs(value) < 1 << 63


def _is_tally(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 3 and all(_is_whole(each) and each >= 0 for each in value)


def _is_replay(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_whole, value.values()))


def _is_stage(value: Any) -> bool:
    return isinstance(value, str) and value in STAGES


_ERROR: Mapping[str, Check] = {"type": _is_text, "message": _is_text, "line": _is_whole}
_CALL: Mapping[str, Check] = {"file": _is_text, "line": _is_whole, "function": _is_text}
CASE: Mapping[str, Check] = {
    **dict.fromkeys(TEXTS, _is_text),
    "index": _is_whole,
    "line": _is_whole,
    "error": _all_of(_ERROR),
    "traceback": _list_of(_all_of(_CALL)),
    "questions": lambda value: value is None,  # are judged elsewhere, and come from no child
}
VERDICT: Mapping[str, Check] = {
    "stage": _is_stage,
    "mistake": _is_text,
    "message": _is_text,
    "says": _is_text,
    "case": _all_of(CASE),
    "cases": _is_tally,
    "line": _is_whole,
    "replay": _is_replay,
}
