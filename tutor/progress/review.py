"""When an exercise that was passed comes back: how it went, and what the memory of it is taken to be. *Screen side.*

The memory model is FSRS (the `fsrs` package), with whole days only: whoever has solved an exercise a minute ago learns
nothing from solving it again. It is imported when something is scheduled, not when somebody asks what is due.

`python -m tests.benchmarks.review` simulates learners who forget by laws of their own; the figures below were chosen by
what it prints (README, "Review").
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fsrs import Scheduler

DAY = 86400.0  # seconds
RETENTION = 0.9  # how likely it is to be that an exercise that comes back can still be solved
LONGEST = 365  # days until an exercise comes back
SPREAD = 0.08  # of an interval: so far apart may come back what was passed on the same day
TRIED_AGAIN = 16  # days until what was given up is offered again, at most: each time in vain doubles them, from one

# FSRS's forgetting curve: by definition the chance of recall is 0.9 after `stability` days.
_DECAY = -0.1542
_FACTOR = 0.9 ** (1 / _DECAY) - 1


class Rating(IntEnum):
    """How a pass went, in FSRS's four words."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True)
class Memory:
    """What is taken to be remembered of an exercise. Times are seconds since 1970, `stability` is in days."""

    stability: float
    difficulty: float
    last_at: float
    due_at: float

    def recall(self, now: float) -> float:
        """How likely it is to be remembered at `now`, from 0 to 1."""
        days = max(0.0, now - self.last_at) / DAY
        return float((1 + _FACTOR * days / max(self.stability, 1e-3)) ** _DECAY)


def first_rating(*, failed: int, hints: int, mistakes: int, given_up: bool) -> Rating:
    """How the first pass of an exercise went.

    `failed` attempts were judged before it, `hints` taken, `mistakes` different known wrong ideas recognised;
    `given_up` says that its solution was looked at in the half day before.
    """
    if given_up:
        return Rating.AGAIN
    trouble = failed + hints + mistakes
    if trouble == 0:
        return Rating.EASY
    return Rating.GOOD if trouble <= 2 else Rating.HARD if trouble <= 6 else Rating.AGAIN


def review_rating(*, failed: int, hints: int, shown: bool) -> Rating:
    """How an exercise went that came back: it is forgotten if it was `shown` or took much help."""
    if shown or hints >= 2 or failed >= 3:
        return Rating.AGAIN
    return Rating.HARD if hints or failed else Rating.GOOD


def memory(reviews: Sequence[tuple[float, Rating]], name: str) -> Memory:
    """What is remembered after `reviews` (when, and how it went; at least one, in any order).

    The same reviews give the same memory on every machine. `name` tells exercises apart that would all be due at once.
    """
    from datetime import UTC, datetime

    from fsrs import Card
    from fsrs import Rating as Word

    assert reviews
    card = Card(card_id=1)
    for made_at, rating in sorted(reviews):
        card, _ = _scheduler().review_card(card, Word(int(rating)), datetime.fromtimestamp(made_at, UTC))
    assert card.last_review is not None and card.stability is not None and card.difficulty is not None
    last = card.last_review.timestamp()
    interval = card.due.timestamp() - last
    return Memory(card.stability, card.difficulty, last, last + interval * (1 + _lean(name, len(reviews))))


def _lean(name: str, reviews: int) -> float:
    """A share of an interval between -SPREAD and SPREAD, always the same for the same `name` and number."""
    digest = hashlib.sha256(f"{name}:{reviews}".encode("utf-8", "replace")).digest()
    return SPREAD * (int.from_bytes(digest[:4], "big") / 2**31 - 1)


def to_learn(given_up_at: float, seen: Sequence[float]) -> Memory:
    """When an exercise that was given up, and never passed, may be tried again: there is nothing to remember yet.

    `seen` is when it came back since and its solution was looked at again. Nothing is rated before it is passed: what
    was never known can't be forgotten.
    """
    last = max([given_up_at, *seen])
    days = min(2.0 ** min(len(seen), 9), TRIED_AGAIN)
    return Memory(stability=0.0, difficulty=0.0, last_at=last, due_at=last + days * DAY)


def load() -> None:
    """Load the scheduler, which takes a moment the first time."""
    _scheduler()


@cache
def _scheduler() -> Scheduler:
    from fsrs import Scheduler

    # Its own spreading draws at random, and would differ from machine to machine.
    return Scheduler(
        desired_retention=RETENTION,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST,
        enable_fuzzing=False,
    )
