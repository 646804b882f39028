"""Whether an answer behaves like a known mistake, and what is said of it then. *Child side.*"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from tutor.grading import plain_words
from tutor.grading.difference import Rules
from tutor.grading.observation import Observation
from tutor.grading.outcome import difference
from tutor.grading.words import dtypes, shapes
from tutor.language import _


@dataclass(frozen=True)
class Likeness:
    """A mistake that an answer behaves like: on all turns, or on all but those of one case with its note."""

    mistake: dict[str, Any]
    except_case: int | None = None
    note: str = ""

    @property
    def says(self) -> str:
        """What the author says of the mistake; of a near miss, where it goes another way."""
        says = str(self.mistake["says"]).strip()
        if self.except_case is None:
            return says
        return _(
            "In all cases but one ({note}), your answer does as one does of which this can be said:\n\n{says}"
        ).format(note=self.note, says=says)


def can_be_told(
    mistake: Observation, answer: Observation, given: Observation, rules: Rules, names: tuple[str, ...]
) -> bool:
    """Whether one turn of an answer can be told from that of a mistake, whichever of the two is looked at first.

    What a case names as raised doesn't matter here: both must raise the same type, and for causes that aren't known to
    be different ones.
    """
    exactly = replace(rules, raises=None)
    both_ways = ((mistake, answer), (answer, mistake))
    if any(difference(*pair, given, exactly, names) is not None for pair in both_ways):
        return True
    return mistake.raised is not None and answer.raised is not None and differs(mistake.raised, answer.raised)


def differs(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two exceptions are known to mean different things: much that goes wrong in torch is a RuntimeError.

    How shapes or dtypes don't fit is said in many ways, by the operation that was written; those are one cause.
    """
    first, second = (plain_words.recognised(each["type"], each["message"]) for each in (one, other))
    if first is None or second is None or first is second:
        return False
    return not any(first in phrases and second in phrases for phrases in (shapes.PHRASES, dtypes.PHRASES))
