"""*Screen side.* Time as a learner would count it: what passes while this process stands still is not counted.

A laptop asleep stops CLOCK_MONOTONIC on Linux and its like on macOS, and no clock of the day is read anywhere in the
runner, so that setting it changes nothing. A process that was stopped (ctrl+z, SIGSTOP, a machine paused from outside)
finds its clock far ahead, though: whoever looks often can tell by the gap.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import perf_counter

STILL = 0.5  # seconds between two looks from which on this process stood still; it looks every few milliseconds
TICK = 1.0  # seconds


class AwakeTime:
    """Seconds that passed since it was made, as seen by whoever asks `passed` much more often than every STILL."""

    def __init__(self, clock: Callable[[], float] = perf_counter) -> None:
        self._clock = clock
        self._seen = clock()
        self._passed = 0.0

    def passed(self) -> float:
        """Seconds, without the gaps in which nobody could ask."""
        now = self._clock()
        gap, self._seen = now - self._seen, now
        if gap < STILL:
            self._passed += gap
        return self._passed


class Countdown:
    """Calls `then` once after so many seconds, unless it is stopped before; a gap of any length counts as one tick.

    `left` is what will be left after the tick under way.
    """

    def __init__(self, seconds: float, then: Callable[[], None]) -> None:
        self.left = seconds
        self._then = then
        self._timer: asyncio.TimerHandle | None = None
        self._go_on()

    def stop(self) -> None:
        """Don't call any more."""
        if self._timer is not None:
            self._timer.cancel()

    def _go_on(self) -> None:
        step = min(TICK, self.left)
        self.left -= step
        self._timer = asyncio.get_running_loop().call_later(step, self._then if self.left <= 0 else self._go_on)
