"""Taking measurements in turn, so that a machine's drift meets all of them alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Sample:
    """What several runs of one thing took, in seconds."""

    name: str
    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.seconds)

    @property
    def p95(self) -> float:
        """What nineteen of twenty stay below."""
        return sorted(self.seconds)[int(0.95 * (len(self.seconds) - 1) + 0.5)]

    def row(self, against: Sample | None = None) -> str:
        """One line: median, p95 and, against another, the ratio of the medians."""
        text = f"  {self.name:<46} {1000 * self.median:>9.1f} ms   p95 {1000 * self.p95:>9.1f} ms"
        return text if against is None else f"{text}   {self.median / against.median:>8.2f} x"


async def in_turn(rounds: int, things: dict[str, Callable[[], Awaitable[float | None]]]) -> dict[str, Sample]:
    """Each thing once a round, after one round that is not counted; timed here, unless it gives its own seconds."""
    taken: dict[str, list[float]] = {name: [] for name in things}
    for number in range(rounds + 1):
        for name, thing in things.items():
            started = time.perf_counter()
            own = await thing()
            if number:
                taken[name].append(time.perf_counter() - started if own is None else own)
    return {name: Sample(name, tuple(seconds)) for name, seconds in taken.items()}
