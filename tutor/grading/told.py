"""What an examination says: the case it shows, why an answer could not be tried, how it ended. *Child side.*"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tutor.course.broadcast import Operand, draw, together
from tutor.course.page_text import plain
from tutor.grading import plain_words
from tutor.grading.difference import Difference
from tutor.grading.observation import Observation

if TYPE_CHECKING:
    from tutor.grading.examine import Expected, Heard


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
    if seen is not None and seen.raised is not None:
        case["error"] = {"type": seen.raised["type"], "message": seen.raised["message"], "line": seen.raised["line"]}
        case["traceback"] = seen.raised["traceback"]
        case["aligned"] = aligned(seen.raised)
    return case


def aligned(raised: dict[str, Any]) -> str:
    """For a failed broadcast: the shapes that met, aligned from the right, with what does not fit; else ""."""
    operands = [Operand(text, shape) for text, shape in raised["operands"]]
    if (
        len(operands) < 2
        or "multiplied" in raised["message"]
        or None not in together([each.shape for each in operands])
    ):
        return ""
    return plain(draw(operands, 60, "together"))


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
    place = f" (line {line})" if isinstance(line, int) else ""
    if failure.get("stage") == "syntax":
        return f"Python can't read your code{place}: {str(error.get('message'))[:300]}"
    if failure.get("stage") == "raised":
        told = f"{error.get('type')}: {error.get('message')}".removesuffix(": ")[:500]
        return f"your code raised {told}{place} before `{data['entry']}` could be called"
    near = failure.get("near")
    if failure.get("is"):
        return f"`{data['entry']}` is {failure['is']}, not a function or a class"
    hint = f"; did you mean `{data['entry']}` where you wrote `{str(near)[:80]}`?" if near else ""
    return f"there is no `{data['entry']}` in your code{hint}"


def ending(heard: Heard, stopped: Expected | None) -> Difference:
    """Why an answer was stopped, or how it ended itself."""
    during = f", in `{stopped.call}`" if stopped is not None and heard.loaded and stopped.call else ""
    if not heard.loaded:
        during = ", before any case could be tried"
    texts = {
        "timeout": ("timeout", f"your code was stopped: it was still running when its time was up{during}"),
        "memory": ("out-of-memory", f"your code was stopped: it took more memory than it may{during}"),
        "tasks": ("died", f"your code was stopped: it started more threads than it may{during}"),
        "scratch": ("died", f"your code was stopped: it wrote more to files than it may{during}"),
        "flood": ("died", f"what came back was too large to look at{during}"),
    }
    stage, text = texts.get(heard.ended, ("died", f"your program ended itself before it had answered{during}"))
    return Difference(stage, text)


def sentence(text: str) -> str:
    """`text` with a capital letter and a full stop, unless it starts with code or ends otherwise."""
    text = text.strip()
    if text and text[0].isalpha() and not text.startswith("torch."):
        text = text[0].upper() + text[1:]
    return text if not text or text[-1] in ".!?:`)" else f"{text}."


def passed_text(total: int) -> str:
    """What a pass says."""
    return f"All {total} cases pass." if total != 1 else "The case passes."


def unjudged(why: str) -> dict[str, Any]:
    """A check that could not be judged: never the learner's fault."""
    message = f"This could not be judged, and that is not your fault: {why}."
    return {"t": "verdict", "verdict": "unjudged", "message": message, "cases": [0, 0, 0]}
