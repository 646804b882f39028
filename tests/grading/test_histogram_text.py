"""Protects the histogram of a sample: what chance explains lies within its band, what differs is marked."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tutor.course import glyphs
from tutor.course.cells import cells
from tutor.course.lines import plain
from tutor.grading.distribution import FEW_VALUES, histogram
from tutor.grading.histogram_text import histogram_lines

DRAW = np.random.default_rng(0)


def rows(want: Any, have: Any, width: int = 76) -> list[str]:
    return plain(histogram_lines(histogram(want, have), width)).split("\n")[2:]


def test_samples_of_one_distribution_lie_within_their_bands() -> None:
    drawn = rows(DRAW.normal(size=4000), DRAW.normal(size=4000))
    assert len(drawn) == 12 and not any("too" in row for row in drawn)


def test_a_die_that_begins_at_zero_is_seen() -> None:
    drawn = rows(DRAW.integers(1, 7, 3000), DRAW.integers(0, 6, 3000))
    assert len(drawn) == 7 <= FEW_VALUES
    assert drawn[0].startswith("0") and drawn[0].endswith("too many")
    assert drawn[-1].startswith("6") and drawn[-1].endswith("too few")
    assert not any("too" in row for row in drawn[1:-1])


def test_the_first_bar_takes_in_all_that_is_less() -> None:
    assert rows(DRAW.random(1000), DRAW.random(1000) ** 2)[0].startswith("< ")


@pytest.mark.parametrize("width", [36, 40, 100])
def test_nothing_is_wider_than_it_may_be(width: int) -> None:
    lines = histogram_lines(histogram(DRAW.normal(size=500), DRAW.normal(size=500) * 1e6), width)
    assert lines and max(sum(cells(span.text) for span in line) for line in lines) <= width


def test_ascii_alone_where_it_is_asked_for() -> None:
    told = histogram(DRAW.random(900), DRAW.random(900) ** 3)
    glyphs.use(glyphs.ASCII)
    try:
        assert plain(histogram_lines(told, 60)).isascii()
    finally:
        glyphs.leave()


@pytest.mark.parametrize(("want", "have"), [([], [1.0]), ([np.nan], [1.0]), ([np.inf, 1.0], [np.nan]), ([2.0], [2.0])])
def test_no_numbers_no_bars_or_one(want: list[float], have: list[float]) -> None:
    told = histogram(np.array(want), np.array(have))
    assert told is None or len(told["labels"]) == 1


@pytest.mark.parametrize(
    "told",
    [
        None,
        3,
        {},
        {"labels": ["x"], "got": [1], "low": [0], "high": [1]},
        {"labels": [1], "got": [9], "low": [0], "high": [1]},
        {"labels": [], "got": [], "low": [], "high": []},
        {"labels": [float("nan")], "got": [1], "low": [0], "high": [1]},
    ],
)
def test_what_a_child_made_up_is_nothing(told: Any) -> None:
    assert histogram_lines(told, 60) == []
