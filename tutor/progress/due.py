"""What is due for review, in which order, and how much of it in one sitting and one day. *Screen side.*

Reviews that were missed pile up gently: a day has a limit, what is over it waits for the next days, and what is nearest
to being forgotten comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tutor.course.model import Course, Exercise
from tutor.progress.review import DAY
from tutor.progress.review_rows import Kept, Repeated

SITTING = 10 * 60.0  # seconds
A_DAY = 20 * 60.0  # seconds of review asked for in one day, however much is due
USUAL = {"function": 150.0, "variables": 120.0, "predict": 60.0, "choice": 45.0}  # seconds, until it is known better
PULL = 0.6  # of its interval is left to an exercise when another one of the same idea was forgotten meanwhile
PULL_DAYS = 14.0  # so long a forgotten exercise pulls others
LEARNED_A_DAY = 2  # exercises that were given up are offered again in one day, at most: they are the hard ones
LONGER = 1.5  # times what a review takes, where there is nothing to remember


@dataclass(frozen=True)
class Item:
    """One exercise that is due. `recall`: how likely it is to be remembered still; `seconds`: what it usually takes.

    One that is not `is_learned` was given up and is to be tried again; its `recall` is 0.
    """

    address: str
    title: str
    kind: str
    tags: tuple[str, ...]
    due_at: float
    recall: float
    seconds: float
    is_learned: bool = True


@dataclass(frozen=True)
class Due:
    """What is due now.

    `items` are those of the next sitting, in order; `today` how many are still asked for today, these among them;
    `waiting` how many more are due and wait for the next days; `done` how many were reviewed today. `next_at` is when
    the next one is due if none is now. `repeated` are mistakes whose page should be read again.
    """

    items: tuple[Item, ...] = ()
    today: int = 0
    waiting: int = 0
    done: int = 0
    next_at: float | None = None
    repeated: tuple[Repeated, ...] = ()

    @property
    def minutes(self) -> int:
        """What the sitting takes, in whole minutes; 0 when nothing is due."""
        return max(1, round(sum(item.seconds for item in self.items) / 60)) if self.items else 0


def start_of_day(now: float) -> float:
    """When the day of `now` began, by this machine's clock."""
    return datetime.fromtimestamp(now).replace(hour=0, minute=0, second=0, microsecond=0).timestamp()


def due(
    course: Course,
    kept: Iterable[Kept],
    now: float,
    *,
    spent: tuple[int, float] = (0, 0.0),
    repeated: Sequence[Repeated] = (),
    more: bool = False,
) -> Due:
    """What is due at `now`, `spent` being today's reviews and their seconds; `more` asks beyond the day's limit."""
    exercises = {exercise.address: exercise for exercise in course.exercises()}
    known = [one for one in kept if one.address in exercises]
    tomorrow = start_of_day(now) + DAY
    coming = due_times(known, exercises, now)
    items = [_item(exercises[one.address], one, coming[one.address], now) for one in known]
    ready = sorted((one for one in items if one.due_at < tomorrow), key=lambda one: (one.recall, one.due_at))
    to_learn = [one for one in ready if not one.is_learned]
    seen = sum(not one.is_learned and one.reviews > 0 and one.memory.last_at >= tomorrow - DAY for one in known)
    asked = to_learn if more else to_learn[: max(0, LEARNED_A_DAY - seen)]
    room = float("inf") if more else A_DAY - spent[1]
    today = _within([*asked[:LEARNED_A_DAY], *(one for one in ready if one.is_learned), *asked[LEARNED_A_DAY:]], room)
    # What was never solved comes last: one begins with what one can.
    sitting = mixed(sorted(_within(today, SITTING), key=lambda one: not one.is_learned))
    later = [one.due_at for one in items if one.due_at >= tomorrow]
    return Due(
        tuple(sitting),
        len(today),
        len(ready) - len(today),
        spent[0],
        min(later, default=None),
        tuple(one for one in repeated if one.address in exercises),
    )


def due_times(kept: Sequence[Kept], exercises: Mapping[str, Exercise], now: float) -> dict[str, float]:
    """When each comes back: sooner, where another exercise with one of its tags was forgotten after it went well."""
    forgotten: dict[str, float] = {}
    for one in kept:
        if one.lapsed_at is not None and now - one.lapsed_at < PULL_DAYS * DAY:
            for tag in exercises[one.address].tags:
                forgotten[tag] = max(forgotten.get(tag, 0.0), one.lapsed_at)
    times = {}
    for one in kept:
        memory, tags = one.memory, exercises[one.address].tags
        is_pulled = one.is_learned and any(forgotten.get(tag, 0.0) > memory.last_at for tag in tags)
        times[one.address] = memory.last_at + (memory.due_at - memory.last_at) * (PULL if is_pulled else 1.0)
    return times


def mixed(items: Sequence[Item]) -> list[Item]:
    """`items` so that neighbours share no tag, as far as that can be; otherwise in their order."""
    left = list(items)
    ordered: list[Item] = []
    while left:
        before = set(ordered[-1].tags) if ordered else set()
        chosen = next((one for one in left if not before.intersection(one.tags)), left[0])
        left.remove(chosen)
        ordered.append(chosen)
    return ordered


def _within(items: Sequence[Item], seconds: float) -> list[Item]:
    """The first of `items` that fit into `seconds`: at least one, if there is any time at all."""
    chosen: list[Item] = []
    used = 0.0
    for item in items:
        if used >= seconds or (chosen and used + item.seconds > seconds * 1.2):
            break
        chosen.append(item)
        used += item.seconds
    return chosen


def _item(exercise: Exercise, kept: Kept, due_at: float, now: float) -> Item:
    seconds = kept.seconds or USUAL.get(exercise.kind.value, 120.0) * (1.0 if kept.is_learned else LONGER)
    recall = kept.memory.recall(now) if kept.is_learned else 0.0
    return Item(
        exercise.address,
        exercise.title,
        exercise.kind.value,
        exercise.tags,
        due_at,
        recall,
        seconds,
        kept.is_learned,
    )
