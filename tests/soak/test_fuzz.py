"""Protects what is promised of damaged files of every kind: one clear line or a working program, and no lost work."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.soak.bounds import Broken, Endless, bounded, one_line
from tests.soak.fuzz import KINDS
from tests.soak.fuzz_course import Answers, Lessons
from tests.soak.fuzz_kept import Caches, Catalogues, Exports, Progress, Settings
from tests.soak.fuzz_wire import Observations
from tests.soak.kinds import REFUSED, WORKED, Kind

QUICK: dict[type[Kind], int] = {
    Lessons: 40, Answers: 40, Exports: 30, Settings: 60, Progress: 15, Catalogues: 5, Caches: 10, Observations: 10,
}  # fmt: skip


@pytest.mark.parametrize("kind", QUICK, ids=lambda kind: kind.name)
def test_a_few_of_each_kind(kind: type[Kind], tmp_path: Path) -> None:
    each = kind(tmp_path)
    came = set()
    for number in range(QUICK[kind]):
        chance = random.Random(f"7:{kind.name}:{number}")
        which, data = each.make(chance)
        with bounded():
            came.add(each.take(which, data, chance))
    assert came and came <= {WORKED, REFUSED}


def test_an_input_is_the_same_each_time(tmp_path: Path) -> None:
    each = Settings(tmp_path)
    assert [each.make(random.Random("1:2")) for _ in range(2)] == [each.make(random.Random("1:2"))] * 2
    assert len({each.make(random.Random(number)) for number in range(20)}) > 10


def test_the_shares_make_a_hundred() -> None:
    assert sum(kind.share for kind in KINDS) == 100


def test_work_without_an_end_is_ended() -> None:
    with pytest.raises(Endless), bounded(work=0.05):
        while True:
            pass


@pytest.mark.parametrize("text", ["", "two\nlines", "\x1b[2J", "\u202eturned", "x" * 5000])
def test_what_is_no_clear_line_is_told(text: str) -> None:
    with pytest.raises(Broken):
        one_line(text)
