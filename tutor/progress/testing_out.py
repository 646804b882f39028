"""Testing out of a chapter: five of its exercises, passed without hints, and the chapter is done. *Screen side.*"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from tutor.course.model import Chapter, Exercise
from tutor.progress.standing import Standing

HOW_MANY = 5


@dataclass(frozen=True)
class TestOut:
    """A test-out that was begun. `passed` were passed since; for `helped` a hint was taken, or they were given up."""

    __test__ = False  # no test case of pytest's

    chapter: str
    addresses: tuple[str, ...]
    passed: frozenset[str] = frozenset()
    helped: frozenset[str] = frozenset()
    begun_at: float = 0.0
    passed_at: float | None = None

    @property
    def is_open(self) -> bool:
        """Whether it can still be passed, and isn't yet."""
        return self.passed_at is None and not self.helped

    @property
    def following(self) -> str | None:
        """The address to go on with; None when all are passed."""
        return next((address for address in self.addresses if address not in self.passed), None)


def draw(chapter: Chapter, standings: Mapping[str, Standing], seed: int) -> tuple[str, ...]:
    """The addresses of a chapter's test-out, in the course's order.

    Its last exercise, which joins what came before; the others from as many lessons as there are, rather those that
    were not done yet, and rather the harder ones. Optional ones are left out.
    """
    chance = random.Random(seed)
    by_lesson = [[one for one in lesson.exercises if not one.optional] for lesson in chapter.lessons]
    every = [one for exercises in by_lesson for one in exercises]
    chosen = every[-1:]

    def worth(exercise: Exercise) -> tuple[bool, int, float]:
        done = standings.get(exercise.address, Standing()).is_done
        return done, -min(exercise.difficulty, 2), chance.random()

    piles = [sorted((one for one in exercises if one not in chosen), key=worth) for exercises in by_lesson]
    # The lesson of the last exercise comes last, it has its share already.
    *earlier, latest = piles or [[]]
    chance.shuffle(earlier)
    piles = [*earlier, latest]
    while len(chosen) < HOW_MANY and any(piles):
        for pile in piles:
            if pile and len(chosen) < HOW_MANY:
                chosen.append(pile.pop(0))
    return tuple(one.address for one in every if one in chosen)
