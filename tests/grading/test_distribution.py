"""Samples of one distribution are never told apart by chance; those of another are, at the sizes exercises use."""

from __future__ import annotations

import numpy as np

from tutor.grading.distribution import distance, threshold, told_apart


def test_one_distribution_stays_far_below_the_threshold() -> None:
    rng = np.random.default_rng(0)
    closest = [distance(rng.normal(size=500), rng.normal(size=500)) / threshold(500, 500) for _ in range(300)]
    assert max(closest) < 0.75
    coins = [distance(rng.integers(0, 2, 500), rng.integers(0, 2, 500)) / threshold(500, 500) for _ in range(300)]
    assert max(coins) < 0.75


def test_usual_mistakes_are_seen_at_twenty_thousand_samples() -> None:
    rng = np.random.default_rng(1)
    for _ in range(50):
        right = rng.normal(1.0, 1.5, 20_000)
        assert told_apart(right, rng.normal(1.0, 1.5**0.5, 20_000))
        assert told_apart(right, rng.normal(1.5, 1.0, 20_000))
        assert told_apart(right, rng.normal(1.3, 1.5, 20_000))


def test_sizes_and_what_is_no_number_are_borne() -> None:
    assert told_apart(np.zeros(0), np.ones(3))
    assert not told_apart(np.zeros(0), np.zeros(0))
    assert told_apart(np.full(1000, np.nan), np.zeros(1000))
