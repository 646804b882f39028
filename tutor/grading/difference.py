"""One way in which an answer can be told from the reference, and the rules by which that is decided. *Child side.*"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tutor.grading.verdict import STAGES


@dataclass(frozen=True)
class Difference:
    """What differs: at which stage, said in one sentence, with what was expected and what came.

    `sure` is False for samples that other seeds might bring too close to be told apart.
    """

    stage: str
    message: str
    expected: str = ""
    got: str = ""
    where: str = ""
    line: int | None = None
    sure: bool = True
    histogram: dict[str, Any] | None = None  # of samples, as `distribution.histogram` tells them

    @property
    def rank(self) -> int:
        """Its place in the order in which a person would look."""
        return STAGES.index(self.stage)


@dataclass(frozen=True)
class Rules:
    """How closely an exercise looks: its keys `relax`, `observe`, `rtol` and `atol`, and a case's `raises`.

    `coarsest` is the least precise float dtype among the arguments ("float32"); numbers that carry no dtype
    are compared to that
    precision. `scale` is the largest magnitude among them, at most 1: what cancels to nothing is measured against it.
    """

    relax: frozenset[str] = frozenset()
    observe: frozenset[str] = frozenset()
    rtol: float | None = None
    atol: float | None = None
    raises: str | None = None
    ops_ratio: float = 3.0
    largest: bool = True  # whether this turn is its case's largest draw, on which operations are counted
    coarsest: str = "float64"
    scale: float = 0.0
    names: tuple[str, ...] = field(default=())  # the arguments' names, for messages


def first(differences: list[Difference]) -> Difference | None:
    """The difference a person would look at first; None if there is none."""
    return min(differences, key=lambda each: each.rank, default=None)
