"""Whether what an answer raised can be told from what the reference raised, and what is said of it. *Child side.*"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tutor.grading.difference import Difference, Rules
from tutor.grading.observation import Observation
from tutor.grading.show import cut, value_text
from tutor.language import _

OUT_OF_MEMORY = ("can't allocate memory", "not enough memory", "Unable to allocate", "Cannot allocate memory")


def raised(want: Observation, have: Observation, rules: Rules) -> Iterator[Difference]:
    """Exceptions: of the reference's type, or of the class the case names or a subclass of it."""
    wanted = rules.raises or (want.raised["type"] if want.raised else None)
    if wanted is None and have.raised is None:
        return
    if have.raised is None:
        got = value_text(have.result) if have.result else _("nothing")
        returned = cut(" ".join(got.split()), 80)
        message = _("expected {wanted} to be raised, but the call returned {returned}").format(
            wanted=wanted, returned=returned
        )
        yield Difference("raised", message, wanted or "", got)
        return
    told = f"{have.raised['type']}: {gist(have.raised['message'])}".removesuffix(": ")
    line = have.raised["line"]
    place = _(" (line {line})").format(line=line) if line else ""
    expected = wanted or (value_text(want.result) if want.result else _("a result"))
    if ran_out(have.raised) and not (want.raised and ran_out(want.raised)):
        yield Difference(
            "out-of-memory",
            _("your code ran out of memory{raised}{place}").format(raised=asked_for(have.raised), place=place),
            expected,
            told,
            line=line,
        )
    elif wanted is None:
        who = _("your code") if line else _("the call shown")
        yield Difference(
            "raised", _("{who} raised {told}{place}").format(who=who, told=told, place=place), expected, told, line=line
        )
    elif not answers_to(have.raised, wanted, exactly=rules.raises is None):
        yield Difference(
            "raised",
            _("expected {wanted} to be raised, got {told}{place}").format(wanted=wanted, told=told, place=place),
            wanted,
            told,
            line=line,
        )


def gist(message: str) -> str:
    """The first line of what an exception says, without torch's announcement of the list of all signatures."""
    lines = message.strip().splitlines()
    return lines[0].removesuffix(", but expected one of:").rstrip() if lines else ""


def answers_to(told: dict[str, Any], wanted: str, *, exactly: bool) -> bool:
    """Whether an exception is the one wanted, or, where a case names it, a subclass of it."""
    if exactly:
        return bool(told["type"] == wanted)
    return any(base == wanted or base.rsplit(".", 1)[-1] == wanted for base in told["bases"])


def ran_out(told: dict[str, Any]) -> bool:
    """Whether an exception says that memory ran out."""
    return told["type"] == "MemoryError" or any(text in told["message"] for text in OUT_OF_MEMORY)


def asked_for(told: dict[str, Any]) -> str:
    """How much an allocation that failed had asked for, where the message says so."""
    found = re.search(r"allocate (\d+) bytes", told["message"])
    return _(": it asked for {found:,.1f} GiB at once").format(found=int(found[1]) / 2**30) if found else ""
