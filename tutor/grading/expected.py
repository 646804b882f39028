"""One turn of the reference: what an answer is compared with there, and how easy it is to read. *Child side.*"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tutor.grading.difference import Rules
from tutor.grading.observation import Observation
from tutor.runner.stage import Turn

Node = dict[str, Any]

SMALL = 16  # elements


@dataclass
class Expected:
    """One turn of the reference: how it was called, its arguments before the call, what was observed."""

    turn: Turn
    call: str
    given: Observation
    seen: Observation
    rules: Rules
    size: int  # elements in its arguments


def readability(expected: Expected) -> tuple[bool, bool, int, int]:
    """Smaller for a case that is easier to read: few elements, but some; of small ones, those written out rather
    than drawn."""
    spec = expected.turn.spec
    expressions = [*spec.get("args", ()), *spec.get("kwargs", {}).values()]
    written = not expected.turn.let and all(each.strip() in expected.call for each in expressions)
    given = [*expected.given.args, *expected.given.kwargs.values()]
    odd = bool(spec.get("run")) or any(not array.size for node in given for array in arrays_in(node))
    return (not (written and expected.size <= SMALL), odd, expected.size, expected.turn.number)


def arrays_in(node: Node) -> list[Any]:
    """The arrays inside an observed value."""
    if "array" in node:
        return [node["array"]]
    inside = node.get("v")
    if isinstance(inside, list):
        return [array for item in inside if isinstance(item, dict) for array in arrays_in(item)]
    return []


def elements(given: Observation) -> int:
    """How many elements the arguments hold together: what makes a case small."""
    nodes = [*given.args, *given.kwargs.values()]
    return sum(int(array.size) for node in nodes for array in arrays_in(node))
