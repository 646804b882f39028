"""How an exercise stands for a learner. *Screen side.*"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tutor.progress.count import DONE, state_of

if TYPE_CHECKING:
    from tutor.progress.count import State

ATTEMPTS_BEFORE_GIVING_UP = 3


class Access(NamedTuple):
    """Whether something may be had, and why or why not, in one line."""

    allowed: bool
    why: str


@dataclass(frozen=True)
class Standing:
    """How an exercise stands. Times are seconds since 1970.

    A pass stays a pass, whatever is checked afterwards. What was given up before it was passed stays given up:
    `passed_at` then says when it was passed all the same. `tested_out_at` is when its whole chapter was.
    """

    touched: bool = False
    passed_at: float | None = None
    given_up_at: float | None = None
    tested_out_at: float | None = None

    @property
    def state(self) -> State:
        """The one word for it."""
        return state_of(self.touched, self.passed_at, self.given_up_at, self.tested_out_at)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do here: passed, tested out or given up."""
        return self.state in DONE

    @property
    def when(self) -> float | None:
        """When it was passed, tested out or given up, whichever `state` says; None before that."""
        times = (self.given_up_at, self.passed_at, self.tested_out_at)
        return next((time for time in times if time is not None), None)
