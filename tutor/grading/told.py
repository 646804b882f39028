"""What an examination says: the case it shows, why an answer could not be tried, how it ended. *Child side.*"""

from __future__ import annotations

from typing import Any

from tutor.grading import plain_words
from tutor.grading.difference import Difference
from tutor.grading.expected import Expected
from tutor.grading.hearing import Heard
from tutor.grading.observation import Observation
from tutor.language import _


def case_shown(expected: Expected, apart: Difference, seen: Observation | None) -> dict[str, Any]:
    """The case a failed verdict shows, as plain data."""
    case: dict[str, Any] = {
        "index": expected.turn.case,
        "call": expected.call,
        "note": expected.turn.spec.get("note", ""),
        "expected": apart.expected,
        "got": apart.got,
        "where": apart.where,
        "line": apart.line,
    }
    if apart.histogram is not None:
        case["histogram"] = apart.histogram
    if seen is not None and seen.raised is not None:
        case["error"] = {"type": seen.raised["type"], "message": seen.raised["message"], "line": seen.raised["line"]}
        case["traceback"] = seen.raised["traceback"]
        case["met"] = seen.raised["met"]
    return case


def load_failure(failure: dict[str, Any], data: dict[str, Any]) -> Difference:
    """Why an answer could not even be tried."""
    stage = failure.get("stage")
    error = failure.get("error") or {}
    line = error.get("line") if isinstance(error.get("line"), int) else None
    text = failure_text(failure, data)
    if error and (words := plain_words.plain(str(error.get("type")), str(error.get("message")))):
        text = f"{sentence(text)}\n{words}"
    if stage == "missing":
        return Difference("missing", text, data.get("entry", ""), str(failure.get("near") or ""))
    return Difference("syntax" if stage == "syntax" else "raised", text, "", str(error.get("type", "")), line=line)


def failure_text(failure: dict[str, Any], data: dict[str, Any]) -> str:
    """The same in one sentence."""
    error = failure.get("error") or {}
    line = error.get("line")
    place = _(" (line {line})").format(line=line) if isinstance(line, int) else ""
    if failure.get("stage") == "syntax":
        return _("Python can't read your code{place}: {message}").format(
            place=place, message=str(error.get("message"))[:300]
        )
    if failure.get("stage") == "raised":
        told = f"{error.get('type')}: {error.get('message')}".removesuffix(": ")[:500]
        return _("your code raised {told}{place} before `{entry}` could be called").format(
            told=told, place=place, entry=data["entry"]
        )
    near = failure.get("near")
    if failure.get("is"):
        return _("`{entry}` is {is_}, not a function or a class").format(entry=data["entry"], is_=failure["is"])
    hint = (
        _("; did you mean `{entry}` where you wrote `{near}`?").format(entry=data["entry"], near=str(near)[:80])
        if near
        else ""
    )
    return _("there is no `{entry}` in your code{hint}").format(entry=data["entry"], hint=hint)


def ending(heard: Heard, stopped: Expected | None) -> Difference:
    """Why an answer was stopped, or how it ended itself."""
    during = (
        _(", in `{call}`").format(call=stopped.call) if stopped is not None and heard.loaded and stopped.call else ""
    )
    if not heard.loaded:
        during = _(", before any case could be tried")
    texts = {
        "timeout": (
            "timeout",
            _("your code was stopped: it was still running when {up}{during}").format(
                up=_("its time was up"), during=during
            ),
        ),
        "memory": (
            "out-of-memory",
            _("your code was stopped: it took more memory than it may{during}").format(during=during),
        ),
        "tasks": (
            "died",
            _("your code was stopped: it started more threads than it may{during}").format(during=during),
        ),
        "scratch": (
            "died",
            _("your code was stopped: it wrote more to files than it may{during}").format(during=during),
        ),
        "flood": ("died", _("what came back was too large to look at{during}").format(during=during)),
    }
    stage, text = texts.get(
        heard.ended, ("died", _("your program ended itself before it had answered{during}").format(during=during))
    )
    return Difference(stage, text)


def sentence(text: str) -> str:
    """`text` with a capital letter and a full stop, unless it starts with code or ends otherwise."""
    text = text.strip()
    if text and text[0].isalpha() and not text.startswith("torch."):
        text = text[0].upper() + text[1:]
    if not text or text[-1] in ".!?:`)。！？：）":
        return text
    return text + _(".")


def passed_text(total: int) -> str:
    """What a pass says."""
    return _("All {total} cases pass.").format(total=total) if total != 1 else _("The case passes.")


def unjudged(why: str) -> dict[str, Any]:
    """A check that could not be judged: never the learner's fault."""
    message = _("This could not be judged, and that is not your fault: {why}.").format(why=why)
    return {"t": "verdict", "verdict": "unjudged", "message": message, "cases": [0, 0, 0]}
