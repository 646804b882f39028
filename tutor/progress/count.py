"""How exercises stand, one by one and counted, without what is costly to import. *Screen side.*"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

TYPE_CHECKING = False  # that of `typing`, which takes longer to import than this module
if TYPE_CHECKING:
    from typing import Literal

    State = Literal["new", "started", "given_up", "tested_out", "passed"]

DONE = ("passed", "tested_out", "given_up")  # nothing is left to do there


def state_of(
    touched: bool,
    passed_at: float | None = None,
    given_up_at: float | None = None,
    tested_out_at: float | None = None,
) -> State:
    """The one word for how an exercise stands, by what was done of it and when (seconds since 1970, or None)."""
    if given_up_at is not None:
        return "given_up"
    if passed_at is not None:
        return "passed"
    if tested_out_at is not None:
        return "tested_out"
    return "started" if touched else "new"


class Count:
    """Exercises counted. Those that are optional are counted apart, and in no other number. Never changed."""

    __slots__ = ("given_up", "optional_done", "optional_total", "passed", "tested_out", "total")

    def __init__(
        self,
        passed: int = 0,
        given_up: int = 0,
        total: int = 0,
        optional_done: int = 0,
        optional_total: int = 0,
        tested_out: int = 0,
    ) -> None:
        self.passed = passed
        self.given_up = given_up
        self.total = total
        self.optional_done = optional_done
        self.optional_total = optional_total
        self.tested_out = tested_out

    @property
    def done(self) -> int:
        """Passed, tested out or given up."""
        return self.passed + self.tested_out + self.given_up

    @property
    def complete(self) -> bool:
        """Whether there was something to do, and none of it is left."""
        return self.total > 0 and self.done >= self.total

    def as_json(self) -> dict[str, int]:
        """The numbers by their names, as plain data."""
        return {
            "passed": self.passed,
            "given_up": self.given_up,
            "total": self.total,
            "optional_done": self.optional_done,
            "optional_total": self.optional_total,
            "tested_out": self.tested_out,
        }

    def _numbers(self) -> tuple[int, ...]:
        return tuple(self.as_json().values())

    def __add__(self, other: Count) -> Count:
        return Count(*(one + two for one, two in zip(self._numbers(), other._numbers(), strict=True)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Count) and self._numbers() == other._numbers()

    def __hash__(self) -> int:
        return hash(self._numbers())

    def __repr__(self) -> str:
        return f"Count{self._numbers()}"


def counted(exercises: Iterable[tuple[State, bool]]) -> Count:
    """Count exercises, each given by how it stands and whether it is optional."""
    numbers = {"passed": 0, "given_up": 0, "tested_out": 0}
    total = optional = optional_done = 0
    for state, is_optional in exercises:
        if is_optional:
            optional += 1
            optional_done += state in DONE
        else:
            total += 1
            if state in numbers:
                numbers[state] += 1
    return Count(numbers["passed"], numbers["given_up"], total, optional_done, optional, numbers["tested_out"])


def next_to_do(
    ordered: Sequence[tuple[str, bool]], is_done: Callable[[str], bool], after: str | None = None
) -> int | None:
    """Which one to do next of all exercises in their order, each an address and whether it is optional.

    The first after `after` (an address) that isn't done, else the first of all. Optional ones are passed over, except
    the very next one of the same lesson. None when nothing is left.
    """
    at: int = next((n for n, (address, _optional) in enumerate(ordered) if address == after), -1)
    later: list[int] = [*range(at + 1, len(ordered)), *range(max(at, 0))]
    for number in later:
        address, is_optional = ordered[number]
        is_neighbour = at >= 0 and number == at + 1 and _lesson(address) == _lesson(ordered[at][0])
        if (not is_optional or is_neighbour) and not is_done(address):
            return number
    return None


def _lesson(address: str) -> str:
    return address.rpartition("/")[0]
