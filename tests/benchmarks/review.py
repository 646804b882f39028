"""Learners who forget, reviewed by the scheduler: what a day asks of them, and what they remember.

    python -m tests.benchmarks.review [LEARNERS] [--choose]

Each learner goes through the built-in course's exercises, a few on most days, leaves out days, and some a fortnight.
They forget by Pavlik and Anderson's model (2005): each practice leaves traces that decay by a power of their age, the
faster the better the exercise was still known then. That is another family of curves than FSRS's, with parameters drawn
anew for each learner and exercise; nothing of the scheduler's is known to it. `--choose` compares desired
retentions and limits of a day; the defaults in `tutor/progress/review.py` and `due.py` were chosen by it.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import random
from dataclasses import dataclass, field
from pathlib import Path

from tutor.course.loader import load
from tutor.course.model import Course
from tutor.progress import due as due_module
from tutor.progress import review
from tutor.progress.review import DAY, Rating, first_rating, memory, review_rating
from tutor.progress.review_rows import Kept

DAYS = 120
START = 1_750_000_000.0 // DAY * DAY + 18 * 3600.0  # the evening of some day
EFFORT = 3  # traces that solving an exercise leaves: one works on it for minutes
SLOWED = 0.025  # how much a second between sittings counts, by Pavlik and Anderson
THRESHOLD, NOISE = -1.9, 0.3  # a middling exercise: of 20, 19 know it next day, 16 after ten days, 10 after sixty
FILL = 40  # characters of a bar


@dataclass
class Trace:
    """What one learner keeps of one exercise: when it was practised, and how fast each trace decays."""

    ease: float
    intercept: float
    practised: list[tuple[float, float]] = field(default_factory=list)

    def activation(self, now: float) -> float:
        """How strongly it is remembered at `now`."""
        total = sum((1.0 + SLOWED * max(0.0, now - at)) ** -decay for at, decay in self.practised)
        return math.log(total) if total > 0 else -math.inf

    def practise(self, now: float) -> None:
        """It is worked on at `now`, some minutes long."""
        for number in range(EFFORT):
            at = now + number * 120.0
            known = self.activation(at)
            self.practised.append((at, self.intercept + 0.217 * math.exp(min(known, 1.5))))

    def recall(self, now: float) -> float:
        """How likely it can be solved without help at `now`."""
        return 1.0 / (1.0 + math.exp(min(50.0, (THRESHOLD - self.ease - self.activation(now)) / NOISE)))


@dataclass
class Day:
    """One learner's day."""

    reviews: int = 0
    remembered: int = 0
    seconds: float = 0.0
    waiting: int = 0
    known: float = 0.0  # share of everything learned that could be solved at the day's end
    learned: int = 0


def lived(course: Course, chance: random.Random, *, reviewing: bool = True) -> list[Day]:
    """The days of one learner."""
    exercises = list(course.exercises())
    pace, diligence = chance.choice([2, 3, 4, 6]), chance.uniform(0.5, 0.95)
    talent = chance.gauss(0.0, 0.25)
    away = range(*((at := chance.randrange(20, 90)), at + 14)) if chance.random() < 0.3 else range(0)
    traces: dict[str, Trace] = {}
    logs: dict[str, list[tuple[float, Rating]]] = {}
    kept: dict[str, Kept] = {}
    spent: dict[str, list[float]] = {}
    days = []

    def note(address: str, rating: Rating, now: float) -> None:
        logs.setdefault(address, []).append((now, rating))
        lapses = [at for at, one in logs[address] if one is Rating.AGAIN]
        usual = sum(spent[address]) / len(spent[address]) if spent.get(address) else None
        found = memory(logs[address], address)
        kept[address] = Kept(address, found, len(logs[address]), len(lapses), max(lapses, default=None), usual)

    for number in range(DAYS):
        now, day = START + number * DAY, Day()
        if number not in away and chance.random() < diligence:
            while reviewing:
                asked = due_module.due(course, kept.values(), now, spent=(day.reviews, day.seconds))
                if not asked.items or (day.reviews and chance.random() < 0.3):
                    break
                for item in asked.items:
                    trace = traces[item.address]
                    is_known = chance.random() < trace.recall(now)
                    failed = chance.choice([0, 0, 0, 1, 2]) if is_known else chance.choice([2, 3, 4])
                    rating = review_rating(failed=failed, hints=0 if is_known else 2, shown=False)
                    seconds = due_module.USUAL[item.kind] * chance.uniform(0.5, 1.3) * (1 if is_known else 1.8)
                    spent.setdefault(item.address, []).append(seconds)
                    trace.practise(now)
                    note(item.address, rating, now)
                    day.reviews += 1
                    day.remembered += is_known
                    day.seconds += seconds
            for exercise in exercises[len(traces) : len(traces) + chance.randint(1, pace)]:
                ease = talent + chance.gauss(0.0, 0.3) - 0.12 * exercise.difficulty
                traces[exercise.address] = Trace(ease, chance.uniform(0.15, 0.2))
                traces[exercise.address].practise(now)
                trouble = max(0, round(chance.gauss(1.2 - 3 * ease, 1.8)))
                rating = first_rating(failed=trouble, hints=min(2, trouble // 2), mistakes=trouble > 1, given_up=False)
                note(exercise.address, rating, now)
        left = due_module.due(course, kept.values(), now, spent=(day.reviews, day.seconds))
        day.waiting = left.today + left.waiting
        day.learned = len(traces)
        tomorrow = now + DAY / 2
        day.known = sum(one.recall(tomorrow) for one in traces.values()) / len(traces) if traces else 1.0
        days.append(day)
    return days


def many(course: Course, learners: int, *, reviewing: bool = True) -> list[list[Day]]:
    """The days of many learners."""
    return [lived(course, random.Random(f"learner {number}"), reviewing=reviewing) for number in range(learners)]


def told(lives: list[list[Day]]) -> str:
    """The figures of `lives` in one line."""
    every = [day for life in lives for day in life]
    active = [day for day in every if day.reviews]
    minutes = sorted(day.seconds / 60 for day in active)
    reviews = sum(day.reviews for day in every)
    recalled = sum(day.remembered for day in every) / max(1, reviews)
    last = [life[-1] for life in lives]
    most = minutes[int(len(minutes) * 0.9)] if minutes else 0.0
    waiting = sum(day.waiting for day in last) / len(last)
    known = sum(day.known for day in last) / len(last)
    if not reviews:
        return f"{known:4.0%} of all known at the end"
    return (
        f"{sum(minutes) / len(every):4.1f} min a day (9 of 10 days with any: below {most:4.1f}),"
        f" {reviews / len(lives):4.0f} reviews, {recalled:4.0%} of them remembered;"
        f" at the end {waiting:4.1f} waiting, {known:4.0%} of all known"
    )


def picture(lives: list[list[Day]], bare: list[list[Day]]) -> list[str]:
    """Minutes a day, and what is known with and without review, by ten days."""
    about = f"{'minutes a day':<{FILL // 2 + 6}} {'known with review (#), without (:)':<{FILL + 10}} learned"
    lines = [f"{'days':>9}  {about}"]
    for first in range(0, DAYS, 10):
        some = [day for life in lives for day in life[first : first + 10]]
        others = [day for life in bare for day in life[first : first + 10]]
        minutes = sum(day.seconds for day in some) / 60 / len(some)
        known = sum(day.known for day in some) / len(some)
        without = sum(day.known for day in others) / len(others)
        bar = "#" * round(minutes * FILL / 40)
        both = ":" * round(without * FILL) + "#" * max(0, round(known * FILL) - round(without * FILL))
        learned = sum(day.learned for day in some) / len(some)
        lines.append(
            f"{first + 1:>4}-{first + 10:<4}  {bar:<{FILL // 2}} {minutes:5.1f}"
            f" {both:<{FILL}} {known:4.0%} {without:4.0%} {learned:7.0f}"
        )
    return lines


async def main(learners: int = 200, *, choose: bool = False) -> None:
    """Print the figures of the defaults; with `choose`, of others as well."""
    course = load(Path(__file__).parents[2])
    print(f"Review: {learners} learners, {DAYS} days, {len(list(course.exercises()))} exercises")
    bare = many(course, learners, reviewing=False)
    lives = many(course, learners)
    print("  without review: " + told(bare))
    print(f"  as it is ({review.RETENTION:.0%}, {due_module.A_DAY / 60:.0f} min): " + told(lives))
    print("\n".join("  " + row for row in picture(lives, bare)))
    if choose:
        usual = review.RETENTION, due_module.A_DAY
        for retention in (0.80, 0.85, 0.90, 0.95):
            for minutes in (10, 20, 30):
                review.RETENTION, due_module.A_DAY = retention, minutes * 60.0
                review._scheduler.cache_clear()
                print(f"  {retention:.0%}, at most {minutes} min: " + told(many(course, learners)))
        review.RETENTION, due_module.A_DAY = usual
        review._scheduler.cache_clear()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Simulate learners whom the scheduler reviews.")
    parser.add_argument("learners", nargs="?", type=int, default=200)
    parser.add_argument("--choose", action="store_true")
    options = parser.parse_args()
    asyncio.run(main(options.learners, choose=options.choose))
