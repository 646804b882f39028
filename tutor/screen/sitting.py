"""One sitting of review: which exercise is on, how it goes, how those before it went. *Screen side.* Headless."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tutor.progress.due import Item
from tutor.progress.review import Rating, review_rating

AWAY = 10 * 60.0  # seconds on one exercise, at most, that count: whoever takes longer was away


@dataclass(frozen=True)
class Went:
    """How one exercise went. `comes_back` is when it is due again, None where that couldn't be kept."""

    item: Item
    rating: Rating
    seconds: float
    comes_back: float | None = None

    @property
    def is_remembered(self) -> bool:
        """Whether it could still be solved, be it with some trouble."""
        return self.rating > Rating.AGAIN


# Keeps how an exercise went, and says when it comes back.
Note = Callable[[Item, Rating, float], float | None]


@dataclass
class Sitting:
    """Goes through `items` one by one; `note` keeps how each went."""

    items: Sequence[Item]
    note: Note
    clock: Callable[[], float] = time.monotonic
    at: int = 0
    went: list[Went] = field(default_factory=list)
    failed: int = 0
    hints: int = 0
    is_looked_up: bool = False  # whether its page was looked at
    is_shown: bool = False  # whether the reference was looked at
    is_noted: bool = False  # whether how this one went is kept

    def __post_init__(self) -> None:
        self._since = self.clock()

    @property
    def item(self) -> Item:
        """The one that is on."""
        return self.items[self.at]

    @property
    def is_over(self) -> bool:
        """Whether none is left."""
        return self.at >= len(self.items)

    @property
    def seconds_left(self) -> float:
        """What the exercises that are left usually take, the present one among them."""
        return sum(item.seconds for item in self.items[self.at :])

    def judged(self, verdict: str) -> None:
        """A check of the present exercise ended with `verdict`."""
        if self.is_noted or self.is_over:  # a check may end after the last one was left
            return
        if verdict == "failed":
            self.failed += 1
        elif verdict == "passed":
            self._keep()

    def showed(self) -> None:
        """The reference is looked at: unless it was solved before, it was forgotten."""
        self.is_shown = self.is_shown or not self.is_noted

    def looked_up(self) -> None:
        """The page it belongs to is looked at, which helps as much as a hint."""
        self.is_looked_up = self.is_looked_up or not self.is_noted

    def go_on(self) -> None:
        """To the next one. One that was neither solved nor looked up stays due."""
        if self.is_shown and not self.is_noted:
            self._keep()
        self.at += 1
        self.failed = self.hints = 0
        self.is_looked_up = self.is_shown = self.is_noted = False
        self._since = self.clock()

    def _keep(self) -> None:
        seconds = min(AWAY, max(1.0, self.clock() - self._since))
        rating = review_rating(failed=self.failed, hints=self.hints + self.is_looked_up, shown=self.is_shown)
        self.is_noted = True
        self.went.append(Went(self.item, rating, seconds, self.note(self.item, rating, seconds)))
